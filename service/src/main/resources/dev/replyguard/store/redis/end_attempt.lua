-- Forgets failed attempts of a user who has signed in: all about the user, and this one from the
-- address. Who knows one password cannot go on guessing others by signing in between.
--
-- KEYS[1]  the attempts about the user, a number
-- KEYS[2]  the attempts from the address, a number
-- returns  1

redis.call('DEL', KEYS[1])
if tonumber(redis.call('GET', KEYS[2]) or 0) > 0 then
  redis.call('DECR', KEYS[2])
end
return 1
