-- Tells the day's counts.
--
-- KEYS[1]  the site's counts of the day, a hash
-- returns  fields and counts, in turn

return redis.call('HGETALL', KEYS[1])
