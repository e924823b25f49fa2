-- Stores a comment with everything that belongs to it, or nothing at all. Where one is stored under
-- the same id with another text, that one is kept as an earlier revision.
--
-- KEYS[1]    the comment, a hash: comment, decision, verdict, recordedAt, text, revision, cache
-- KEYS[2]    the comment's earlier revisions, a list of JSON, the latest first
-- KEYS[3]    the review queue, a sorted set of comment ids by when they arrived
-- KEYS[4]    the audit trail, a stream
-- KEYS[5]    the cached assessment of the same text, a string
-- KEYS[6]    the site's comments, a sorted set of comment ids by the time they were recorded
-- KEYS[7]    the site's prefix, of which lib/*.lua make every name
-- KEYS[8..]  the authors' indexes, sorted sets of comment ids by the time they were recorded
-- ARGV[1]    the comment's id
-- ARGV[2]    the comment, JSON
-- ARGV[3]    the decision, JSON
-- ARGV[4]    the verdict: approve, hold or reject
-- ARGV[5]    when it is recorded, milliseconds since 1970
-- ARGV[6]    the hash of the comment's text; of one that is stored the beginning is compared
-- ARGV[7]    the assessment to cache, JSON, or '' where there is none
-- ARGV[8]    how long it is cached, milliseconds
-- ARGV[9]    the audit event, JSON
-- ARGV[10]   how many earlier revisions are kept
-- ARGV[11]   what the text's near-duplicates are found by, JSON as lib/groups.lua has it, or ''
-- ARGV[12]   the item with which the comment waits for a moderator, JSON, or '' where it does not
-- ARGV[13]   the normalised text, as far as it is searched
-- ARGV[14]   the share of comments by which it is drawn for the sample, or '' where it is not
-- ARGV[15]   the decision that is taken instead where the text belongs to a campaign, JSON, or ''
-- ARGV[16]   the item with which it waits then
-- ARGV[17]   the audit event that is noted then
-- ARGV[18]   the day, YYYYMMDD
-- ARGV[19]   the reasons that counted, fields of the day's counts, with spaces between them
-- ARGV[20]   those of the decision for a campaign
-- ARGV[21]   1 where it is shown without hints should it be held, or ''
-- ARGV[22]   the id of the comment whose text it quotes, or ''
-- ARGV[23]   the author's e-mail and address as they came in, JSON, or '' where they are not kept
-- ARGV[24]   for how long they are kept, milliseconds
-- returns    {'new', revision} where the comment or its revision is new and now stored;
--            {'campaign', revision} where it is, with the decision for a campaign;
--            {'known', revision, decision, ruling} where this text was stored earlier, and nothing is
--            changed; the ruling is nil where there is none

local SITE = KEYS[7]
--#include near
--#include queue
--#include groups
--#include audit
--#include events
--#include statistics

local stored = redis.call('HMGET', KEYS[1],
  'decision', 'revision', 'text', 'comment', 'recordedAt', 'ruling', 'group', 'verdict', 'cache')
if stored[1] and stored[3] and string.sub(stored[3], 1, #ARGV[6]) == ARGV[6] then
  return {'known', tonumber(stored[2]), stored[1], stored[6]}
end

-- Redis does not undo what a failed script wrote: make sure that no write below can fail.
local types = {'hash', 'list', 'zset', 'stream', 'string', 'zset', 'none'}
for i, name in ipairs(KEYS) do
  local found = redis.call('TYPE', name).ok
  local expected = types[i] or 'zset'
  if found ~= 'none' and found ~= expected then
    return redis.error_reply('WRONGTYPE KEYS[' .. i .. '] is a ' .. found .. ', not a ' .. expected)
  end
end

-- Of as many revisions as are kept: at most 32 characters and a blank each.
local MAX_CACHED = 3300
local id, now = ARGV[1], tonumber(ARGV[5])
local revision = 1
if stored[1] then
  revision = tonumber(stored[2]) + 1
  -- The parts are JSON themselves and are put together as they are: nothing is decoded here.
  redis.call('LPUSH', KEYS[2], '{"v":1,"revision":' .. stored[2] .. ',"recordedAt":' .. stored[5]
    .. ',"comment":' .. stored[4] .. ',"decision":' .. stored[1]
    .. (stored[6] and ',"ruling":' .. stored[6] or '') .. '}')
  redis.call('LTRIM', KEYS[2], 0, tonumber(ARGV[10]) - 1)
  -- What was decided about the earlier text is not about this one.
  leave(id)
  if stored[7] then
    redis.call('ZREM', key('group:' .. stored[7]), id)
  end
  redis.call('ZREM', key('labelled'), id)
  redis.call('HDEL', KEYS[1], 'ruling', 'undo', 'earlier', 'group', 'sample', 'blind',
    'reportsSinceRuling')
end

local group, campaign
if ARGV[11] ~= '' then
  group, campaign = join(id, revision, cjson.decode(ARGV[11]), now)
end
local outcome, decision, verdict, item, event = 'new', ARGV[3], ARGV[4], ARGV[12], ARGV[9]
if campaign and ARGV[15] ~= '' then
  outcome, decision, verdict, item, event = 'campaign', ARGV[15], 'hold', ARGV[16], ARGV[17]
end
redis.call('HSET', KEYS[1], 'comment', ARGV[2], 'decision', decision, 'verdict', verdict,
  'recordedAt', ARGV[5], 'text', ARGV[6], 'revision', revision,
  'cache', string.sub((stored[9] and stored[9] .. ' ' or '')
    .. string.sub(KEYS[5], #SITE + #'cache:' + 1), -MAX_CACHED))
if ARGV[22] ~= '' then
  -- So that its text is found where it is to be removed.
  redis.call('SADD', key('answers:' .. ARGV[22]), id)
end
if ARGV[23] ~= '' then
  redis.call('SET', key('contact:' .. id), ARGV[23], 'PX', ARGV[24])
else
  redis.call('DEL', key('contact:' .. id)) -- that of an earlier revision
end
if group then
  redis.call('HSET', KEYS[1], 'group', group)
end
if ARGV[14] ~= '' and verdict ~= 'hold' then
  redis.call('HSET', KEYS[1], 'sample', ARGV[14])
elseif ARGV[21] ~= '' and verdict == 'hold' then
  redis.call('HSET', KEYS[1], 'blind', '1')
end
audit(id, event)
announce(id, event, stored[8])
if item ~= '' then
  local waits = cjson.decode(item)
  waits.group = group
  enter(id, waits, ARGV[13])
end
count(ARGV[18], 'automatic:' .. verdict, 1)
countFew(ARGV[18], outcome == 'campaign' and ARGV[20] or ARGV[19], 'reason:other')
if ARGV[7] ~= '' then
  redis.call('SET', KEYS[5], ARGV[7], 'PX', ARGV[8])
end
redis.call('ZADD', KEYS[6], ARGV[5], id)
for i = 8, #KEYS do
  redis.call('ZADD', KEYS[i], ARGV[5], id)
end
return {outcome, revision}
