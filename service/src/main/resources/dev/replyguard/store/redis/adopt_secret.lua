-- Settles the installation's secret: of two services that start at once, both get the same one.
--
-- KEYS[1]  the secret, a string
-- ARGV[1]  the secret to take where there is none yet
-- returns  the secret that holds

redis.call('SETNX', KEYS[1], ARGV[1])
return redis.call('GET', KEYS[1])
