-- Decides a comment: the first decision wins.
--
-- KEYS[1]   the site's prefix, of which lib/*.lua make every name
-- ARGV[1]   the comment's id
-- ARGV[2]   who decides
-- ARGV[3]   the verdict: approve or reject
-- ARGV[4]   the ruling, JSON
-- ARGV[5]   the audit event, JSON
-- ARGV[6]   the time, milliseconds since 1970
-- ARGV[7]   how it comes about: single, bulk, group or site
-- ARGV[8]   what is remembered of the text, JSON as lib/rulings.lua has it
-- ARGV[9]   1 where another moderator is to look at it again, else 0
-- ARGV[10]  the day, YYYYMMDD
-- ARGV[11]  the text that is searched
-- ARGV[12]  the revision that is decided about: all that is handed over here is of its text
-- returns   {'decided', verdict before}, {'held', holder, end of the lease} where somebody else has
--           claimed it, {'ruled', ruling} where it has been decided, {'changed', revision} where it
--           has another text by now, {'missing'} where there is no such comment
--
-- The site's own verdict is about what it has done already: it is taken whatever was decided, and
-- changes nothing where that was the same.

local SITE = KEYS[1]
--#include queue
--#include audit
--#include events
--#include rulings
--#include statistics

local id, actor, verdict, now = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[6])
local means, day = ARGV[7], ARGV[10]
local comment = key('comment:' .. id)
local before, ruling, sample, earlier, undo, revision = unpack(
  redis.call('HMGET', comment, 'verdict', 'ruling', 'sample', 'earlier', 'undo', 'revision'))
if not before then
  return {'missing'}
end
if revision ~= ARGV[12] then
  return {'changed', revision}
end
local item = waiting(id)
if means == 'site' then
  if ruling and before == verdict and not (item and item.second) then
    return {'decided', before}
  end
else
  if not item and ruling or item and item.second == actor then
    return {'ruled', ruling}
  end
  local holder, ends = lease(id, now)
  if holder and holder ~= actor then
    return {'held', holder, string.format('%.0f', ends)}
  end
end

leave(id)
if item and item.second and means ~= 'site' then
  -- A second look changes nothing but what is known of how far moderators agree.
  count(day, 'pair:' .. before .. ':' .. verdict, 1)
  if before ~= verdict then
    redis.call('ZREM', key('labelled'), id)
  end
  audit(id, ARGV[5], 'second', '1', 'previous', before)
  return {'decided', before}
end

local counted = 'ruled:' .. verdict .. ' means:' .. means
local why = cjson.decode(ARGV[4]).reason
if why then
  counted = counted .. ' why:' .. why
end
if not ruling and not earlier then
  -- Only what was drawn by lot, and what is held, says something of all comments.
  local drawn = sample and 'sample:' or before == 'hold' and 'held:' or 'other:'
  counted = counted .. ' ' .. drawn .. before .. ':' .. verdict
elseif (ruling or earlier) and before ~= verdict then
  counted = counted .. ' reversed'
end
if item and not item.second then
  counted = counted .. ' ' .. waited(now - item.at)
end
count(day, counted, 1)

local memory = cjson.decode(ARGV[8])
if ruling and undo then
  forget(cjson.decode(undo).memory)
end
remember(memory)
redis.call('HSET', comment, 'verdict', verdict, 'ruling', ARGV[4], 'undo', cjson.encode({
  item = item, verdict = before, counted = counted, day = day, memory = memory,
  ruling = ruling or nil, at = now}))
redis.call('ZADD', key('labelled'), now, id)
local details = {'previous', before, 'waited', item and string.format('%.0f', now - item.at) or ''}
local reports = redis.call('HLEN', key('reporters:' .. id))
if reports > 0 then
  details[#details + 1] = 'reports'
  details[#details + 1] = reports
end
audit(id, ARGV[5], unpack(details))
announce(id, ARGV[5], before)

if ARGV[9] == '1' and item and means ~= 'site' then
  item.second = actor
  item.base = item.base - item.at + now
  item.at = now
  item.assignee = nil
  enter(id, item, ARGV[11])
end
return {'decided', before}
