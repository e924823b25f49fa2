-- Stores a session, which ends unless it is used.
--
-- KEYS[1]  the session, a hash: user, generation, endsAt
-- ARGV[1]  whose it is
-- ARGV[2]  the generation of the user's sessions
-- ARGV[3]  when it ends at the latest, milliseconds since 1970
-- ARGV[4]  how long it may go unused, milliseconds
-- returns  1

redis.call('HSET', KEYS[1], 'user', ARGV[1], 'generation', ARGV[2], 'endsAt', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 1
