-- Ends an attempt to sign in. One that has succeeded forgets all about the user, but only itself
-- from the address: who knows one password cannot go on guessing others by signing in between.
--
-- KEYS[1]  the attempts about the user, a sorted set by when each counts no longer
-- KEYS[2]  the attempts from the address, the same
-- ARGV[1]  'failed'; 'succeeded'; or 'abandoned', where nobody could tell
-- ARGV[2]  names the attempt
-- ARGV[3]  the time, milliseconds since 1970; for a failed one
-- ARGV[4]  how long it counts, milliseconds; for a failed one
-- returns  1

if ARGV[1] == 'failed' then
  for _, key in ipairs(KEYS) do
    redis.call('ZADD', key, string.format('%.0f', ARGV[3] + ARGV[4]), ARGV[2])
    redis.call('PEXPIRE', key, ARGV[4])
  end
  return 1
end
redis.call('ZREM', KEYS[2], ARGV[2])
if ARGV[1] == 'succeeded' then
  redis.call('DEL', KEYS[1])
else
  redis.call('ZREM', KEYS[1], ARGV[2])
end
return 1
