-- Adds requests that were let through to the day's counts.
--
-- KEYS[1]  the site's counts of the day, a hash
-- ARGV[1]  for how long the counts are kept, milliseconds
-- ARGV[2n], ARGV[2n + 1]  a field, and how much to add to it
-- returns  1

for i = 2, #ARGV, 2 do
  redis.call('HINCRBY', KEYS[1], ARGV[i], ARGV[i + 1])
end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return 1
