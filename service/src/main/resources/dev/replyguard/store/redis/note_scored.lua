-- Notes what keys had scored last.
--
-- KEYS[1]  what the site's keys had scored last, a hash
-- ARGV[1]  for how long it is kept, milliseconds
-- ARGV[2]  how many keys are noted at most
-- ARGV[2n + 1], ARGV[2n + 2]  a key's id, and what it had scored, JSON
-- returns  1

if redis.call('HLEN', KEYS[1]) > tonumber(ARGV[2]) then
  redis.call('DEL', KEYS[1]) -- Most are of keys that are gone; the others are noted again.
end
for i = 3, #ARGV, 2 do
  redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return 1
