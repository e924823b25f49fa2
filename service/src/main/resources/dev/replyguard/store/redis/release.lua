-- Gives a claimed comment back.
--
-- KEYS[1]  the site's prefix, of which lib/queue.lua makes every name
-- ARGV[1]  the comment's id
-- ARGV[2]  who gives it back
-- ARGV[3]  the time, milliseconds since 1970
-- returns  {'released'}, {'held', holder, end of the lease} where somebody else has it, {'idle'}
--          where nobody has, {'missing'} where there is no such comment

local SITE = KEYS[1]
--#include queue

local id = ARGV[1]
if redis.call('EXISTS', key('comment:' .. id)) == 0 then
  return {'missing'}
end
local holder, ends = lease(id, tonumber(ARGV[3]))
if not holder then
  return {'idle'}
end
if holder ~= ARGV[2] then
  return {'held', holder, string.format('%.0f', ends)}
end
dropLease(id)
return {'released'}
