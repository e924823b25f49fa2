-- Begins an attempt to sign in, which counts for a moment, unless too many count already.
--
-- KEYS[1]  the attempts about the user, a sorted set by when each counts no longer
-- KEYS[2]  the attempts from the address, the same
-- ARGV[1]  names the attempt
-- ARGV[2]  the time, milliseconds since 1970
-- ARGV[3]  for how long it counts unless it fails, milliseconds
-- ARGV[4]  how many may count about a user
-- ARGV[5]  how many may count from an address
-- returns  0; or for how many milliseconds no further one is allowed, and nothing is counted

local now, wait = tonumber(ARGV[2]), 0
for i, key in ipairs(KEYS) do
  redis.call('ZREMRANGEBYSCORE', key, '-inf', ARGV[2])
  local over = redis.call('ZCARD', key) - tonumber(ARGV[3 + i])
  if over >= 0 then
    local free = redis.call('ZRANGE', key, over, over, 'WITHSCORES')
    wait = math.max(wait, tonumber(free[2]) - now, 1)
  end
end
if wait > 0 then
  return wait
end
for _, key in ipairs(KEYS) do
  redis.call('ZADD', key, string.format('%.0f', now + ARGV[3]), ARGV[1])
  redis.call('PEXPIRE', key, math.max(redis.call('PTTL', key), tonumber(ARGV[3])))
end
return 0
