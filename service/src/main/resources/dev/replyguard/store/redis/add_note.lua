-- Adds a note, or whatever else is only to be told, to a comment's audit trail.
--
-- KEYS[1]  the site's prefix, of which lib/audit.lua makes every name
-- ARGV[1]  the comment's id
-- ARGV[2]  the audit event, JSON
-- returns  {'noted'}, {'missing'} where there is no such comment

local SITE = KEYS[1]
--#include audit

if redis.call('EXISTS', SITE .. 'comment:' .. ARGV[1]) == 0 then
  return {'missing'}
end
audit(ARGV[1], ARGV[2])
return {'noted'}
