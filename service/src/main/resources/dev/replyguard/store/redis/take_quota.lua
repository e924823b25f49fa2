-- Counts a request of a key, as refused where the day's quota is used up.
--
-- KEYS[1]  the site's counts of the day, a hash
-- ARGV[1]  the field of requests that were let through
-- ARGV[2]  the field of those that were refused
-- ARGV[3]  how many may be let through
-- ARGV[4]  for how long the counts are kept, milliseconds
-- returns  how many more may follow; -1 where this one is refused

local used = tonumber(redis.call('HGET', KEYS[1], ARGV[1]) or 0)
local left = tonumber(ARGV[3]) - used - 1
redis.call('HINCRBY', KEYS[1], left < 0 and ARGV[2] or ARGV[1], 1)
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return math.max(left, -1)
