-- Gives a moderator one waiting comment, or prolongs the lease of the one who has it.
--
-- KEYS[1]  the site's prefix, of which lib/queue.lua makes every name
-- ARGV[1]  the comment's id
-- ARGV[2]  who takes it
-- ARGV[3]  the time, milliseconds since 1970
-- ARGV[4]  when the lease ends, milliseconds since 1970
-- returns  {'claimed'}, {'held', holder, end of the lease} where somebody else has it,
--          {'ruled', ruling} where it has been decided, {'idle'} where it does not wait,
--          {'missing'} where there is no such comment

local SITE = KEYS[1]
--#include queue

local id, actor = ARGV[1], ARGV[2]
local found = redis.call('HMGET', key('comment:' .. id), 'verdict', 'ruling')
if not found[1] then
  return {'missing'}
end
local item = waiting(id)
if not item or item.second == actor then
  return found[2] and {'ruled', found[2]} or {'idle'}
end
local holder, ends = lease(id, tonumber(ARGV[3]))
if holder and holder ~= actor then
  return {'held', holder, string.format('%.0f', ends)}
end
grant(id, actor, ARGV[4])
return {'claimed'}
