-- Takes a lease, or prolongs one's own.
--
-- KEYS[1]  the lease, a string: who has it
-- ARGV[1]  who asks
-- ARGV[2]  for how long, milliseconds
-- returns  1 where ARGV[1] has it now, else 0

local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
