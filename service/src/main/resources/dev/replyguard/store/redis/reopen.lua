-- Puts a comment that has been decided, by whomever, before the moderators again. Its verdict stays
-- until they decide.
--
-- KEYS[1]  the site's prefix, of which lib/*.lua make every name
-- ARGV[1]  the comment's id
-- ARGV[2]  its item, JSON
-- ARGV[3]  the text that is searched
-- ARGV[4]  the audit event, JSON
-- ARGV[5]  the day, YYYYMMDD
-- ARGV[6]  the revision that it is about: item and text are that one's
-- returns  {'reopened'}, {'waiting'} where it waits already, {'changed', revision} where it has another
--          text by now, {'missing'} where there is no such comment

local SITE = KEYS[1]
--#include queue
--#include audit
--#include events
--#include rulings
--#include statistics

local id = ARGV[1]
local comment = key('comment:' .. id)
local verdict, ruling, undo, revision = unpack(
  redis.call('HMGET', comment, 'verdict', 'ruling', 'undo', 'revision'))
if not verdict then
  return {'missing'}
end
if revision ~= ARGV[6] then
  return {'changed', revision}
end
local item = waiting(id)
if item and not item.second then
  return {'waiting'}
end
leave(id)
if undo then
  forget(cjson.decode(undo).memory)
end
if ruling then
  redis.call('HSET', comment, 'earlier', ruling)
  -- What people have decided about it is known: there is nothing left to keep from them.
  redis.call('HDEL', comment, 'ruling', 'undo', 'sample', 'blind')
  redis.call('ZREM', key('labelled'), id)
  count(ARGV[5], 'reopened', 1)
end
enter(id, cjson.decode(ARGV[2]), ARGV[3])
audit(id, ARGV[4], 'previous', verdict)
announce(id, ARGV[4], verdict)
return {'reopened'}
