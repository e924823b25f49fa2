-- Finds a session, and lets it go unused for as long as it may again.
--
-- KEYS[1]  the session, a hash: user, generation, endsAt
-- ARGV[1]  the time, milliseconds since 1970
-- ARGV[2]  how long it may go unused, milliseconds
-- returns  {user, generation, endsAt}; nil where it has ended

local session = redis.call('HMGET', KEYS[1], 'user', 'generation', 'endsAt')
if not session[1] then
  return nil
end
local left = math.min(tonumber(ARGV[2]), tonumber(session[3]) - tonumber(ARGV[1]))
if left <= 0 then
  redis.call('DEL', KEYS[1])
  return nil
end
redis.call('PEXPIRE', KEYS[1], string.format('%.0f', left))
return session
