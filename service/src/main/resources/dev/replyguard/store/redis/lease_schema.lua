-- Tells the version of the data, and lets one instance at a time bring them forward.
--
-- KEYS[1]  the version of the data's schema, a string
-- KEYS[2]  who brings them forward, a string that expires
-- ARGV[1]  who asks
-- ARGV[2]  how long they have it to themselves, milliseconds
-- ARGV[3]  the version that is wanted: nothing is to be done where that is there, or a later one
-- returns  {version, 0 where there is none yet; 1 where the caller may go on, else 0}

local version = tonumber(redis.call('GET', KEYS[1]) or 0)
if version >= tonumber(ARGV[3]) then
  return {version, 0}
end
local holder = redis.call('GET', KEYS[2])
if holder and holder ~= ARGV[1] then
  return {version, 0}
end
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
return {version, 1}
