-- Takes a reader's report: one a reader and comment, and no more of a reader than the limit allows
-- (generic cell rate algorithm, ITU-T I.371).
--
-- KEYS[1]   the site's prefix, of which lib/*.lua make every name
-- ARGV[1]   the comment's id
-- ARGV[2]   the reader, a keyed hash
-- ARGV[3]   why, one of a closed list
-- ARGV[4]   the comment's item, JSON, in case it does not wait yet
-- ARGV[5]   the text that is searched
-- ARGV[6]   the audit event, JSON
-- ARGV[7]   the time, milliseconds since 1970
-- ARGV[8]   the time between two reports of one reader in the long run, milliseconds
-- ARGV[9]   how many of them may come at once
-- ARGV[10]  how many reports bring back a comment that people have approved
-- ARGV[11]  how long who has reported is remembered, milliseconds
-- ARGV[12]  the day, YYYYMMDD
-- returns   {'taken', reports, 1 where it has begun to wait by it}, {'repeated', reports},
--           {'limited', milliseconds until the next one}, {'missing'} where there is no such comment

local SITE = KEYS[1]
--#include queue
--#include audit
--#include events
--#include rulings
--#include statistics

local id, reader, now = ARGV[1], ARGV[2], tonumber(ARGV[7])
local comment = key('comment:' .. id)
local verdict, ruling, since, undo = unpack(
  redis.call('HMGET', comment, 'verdict', 'ruling', 'reportsSinceRuling', 'undo'))
if not verdict then
  return {'missing'}
end
local reporters = key('reporters:' .. id)
if redis.call('HEXISTS', reporters, reader) == 1 then
  return {'repeated', redis.call('HLEN', reporters)}
end
local interval, burst = tonumber(ARGV[8]), tonumber(ARGV[9])
local limit = key('limit:report:' .. reader)
local arrival = math.max(now, tonumber(redis.call('GET', limit) or 0)) + interval
local ahead = arrival - now - interval * burst
if ahead > 0 then
  return {'limited', ahead}
end
redis.call('SET', limit, string.format('%.0f', arrival), 'PX', math.max(1, arrival - now))
redis.call('HSET', reporters, reader, ARGV[3])
redis.call('PEXPIRE', reporters, ARGV[11])
local reports = redis.call('HLEN', reporters)
count(ARGV[12], 'reported', 1)

local entered = 0
local item = waiting(id)
if item then
  item.reports = item.reports + 1
  keep(id, item)
  move(id, item)
elseif verdict ~= 'reject' then
  since = tonumber(since or 0) + 1
  if not ruling or since >= tonumber(ARGV[10]) then
    entered = 1
    since = 0
    if ruling then
      redis.call('HSET', comment, 'earlier', ruling)
      redis.call('HDEL', comment, 'ruling', 'undo', 'sample', 'blind')
      redis.call('ZREM', key('labelled'), id)
      if undo then
        -- What is before the moderators again decides nothing about other comments meanwhile.
        forget(cjson.decode(undo).memory)
      end
    end
    item = cjson.decode(ARGV[4])
    item.reports = reports
    enter(id, item, ARGV[5])
  end
  if ruling then
    redis.call('HSET', comment, 'reportsSinceRuling', since)
  end
end
audit(id, ARGV[6])
announce(id, ARGV[6], verdict)
return {'taken', reports, entered}
