-- Hands a waiting comment over to another moderator.
--
-- KEYS[1]  the site's prefix, of which lib/queue.lua and lib/audit.lua make every name
-- ARGV[1]  the comment's id
-- ARGV[2]  who hands it over
-- ARGV[3]  the name of the moderator who gets it
-- ARGV[4]  the time, milliseconds since 1970
-- ARGV[5]  the audit event, JSON
-- returns  {'escalated'}, else as claim.lua

local SITE = KEYS[1]
--#include queue
--#include audit
--#include events

local id, actor = ARGV[1], ARGV[2]
local found = redis.call('HMGET', key('comment:' .. id), 'verdict', 'ruling')
if not found[1] then
  return {'missing'}
end
local item = waiting(id)
if not item then
  return found[2] and {'ruled', found[2]} or {'idle'}
end
local holder, ends = lease(id, tonumber(ARGV[4]))
if holder and holder ~= actor then
  return {'held', holder, string.format('%.0f', ends)}
end
if item.assignee then
  redis.call('ZREM', key('queue:by:assignee:' .. item.assignee), id)
end
item.assignee = ARGV[3]
keep(id, item)
move(id, item)
dropLease(id)
audit(id, ARGV[5])
announce(id, ARGV[5], found[1])
return {'escalated'}
