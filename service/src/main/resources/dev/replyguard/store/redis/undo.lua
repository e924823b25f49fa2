-- Takes back a decision while that is allowed: all is as it was before.
--
-- KEYS[1]  the site's prefix, of which lib/*.lua make every name
-- ARGV[1]  the comment's id
-- ARGV[2]  who takes back: only who has decided may
-- ARGV[3]  the time, milliseconds since 1970
-- ARGV[4]  how long after the decision it may be taken back, milliseconds
-- ARGV[5]  the audit event, JSON
-- ARGV[6]  the day, YYYYMMDD
-- ARGV[7]  the text that is searched
-- returns  {'undone', verdict now}, {'ruled', ruling} where it is another's or too late, {'idle'}
--          where nothing has been decided, {'missing'} where there is no such comment

local SITE = KEYS[1]
--#include queue
--#include audit
--#include events
--#include rulings
--#include statistics

local id, now = ARGV[1], tonumber(ARGV[3])
local comment = key('comment:' .. id)
local verdict, ruling, undo = unpack(redis.call('HMGET', comment, 'verdict', 'ruling', 'undo'))
if not verdict then
  return {'missing'}
end
if not ruling then
  return {'idle'}
end
if not undo then
  return {'ruled', ruling}
end
local state = cjson.decode(undo)
if cjson.decode(ruling).by ~= ARGV[2] or now - state.at > tonumber(ARGV[4]) then
  return {'ruled', ruling}
end

leave(id) -- where it waits for a second look
forget(state.memory)
count(state.day, state.counted, -1)
count(ARGV[6], 'undone', 1)
redis.call('HDEL', comment, 'undo', 'ruling')
redis.call('HSET', comment, 'verdict', state.verdict)
if state.ruling then
  redis.call('HSET', comment, 'ruling', state.ruling)
else
  redis.call('ZREM', key('labelled'), id)
end
if state.item then
  enter(id, state.item, ARGV[7])
end
audit(id, ARGV[5], 'previous', verdict)
announce(id, ARGV[5], verdict)
return {'undone', state.verdict}
