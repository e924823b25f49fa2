-- Counts an attempt to sign in as failed, unless there were too many already.
--
-- KEYS[1]  the attempts about the user, a number
-- KEYS[2]  the attempts from the address, a number
-- ARGV[1]  how many may be about a user
-- ARGV[2]  how many may be from an address
-- ARGV[3]  how long they count from the first one, milliseconds
-- returns  0; or for how many milliseconds no further one is allowed, and nothing is counted

local wait = 0
for i, key in ipairs(KEYS) do
  if tonumber(redis.call('GET', key) or 0) >= tonumber(ARGV[i]) then
    wait = math.max(wait, redis.call('PTTL', key), 1)
  end
end
if wait > 0 then
  return wait
end
for _, key in ipairs(KEYS) do
  if redis.call('INCR', key) == 1 then
    redis.call('PEXPIRE', key, ARGV[3])
  end
end
return 0
