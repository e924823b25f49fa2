-- Notes the version that the data have been brought forward to, and gives the lease back.
--
-- KEYS[1]  the version of the data's schema, a string
-- KEYS[2]  who brings them forward, a string that expires
-- ARGV[1]  who has done so
-- ARGV[2]  the version, or 0: nothing was done
-- returns  1, or 0 with nothing changed where somebody else has the lease by now

if redis.call('GET', KEYS[2]) ~= ARGV[1] then
  return 0
end
if tonumber(ARGV[2]) > 0 then
  redis.call('SET', KEYS[1], ARGV[2])
end
redis.call('DEL', KEYS[2])
return 1
