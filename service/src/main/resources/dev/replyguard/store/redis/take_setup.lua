-- Uses the set-up token up.
--
-- KEYS[1]  the token's digest, a string
-- ARGV[1]  the digest of the token that was given
-- returns  1 where it is the one; else 0, and nothing is changed

if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
redis.call('DEL', KEYS[1])
return 1
