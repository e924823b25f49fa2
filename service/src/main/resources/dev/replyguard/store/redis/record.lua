-- Stores a comment with everything that belongs to it, or nothing at all. Where one is stored under
-- the same id with another text, that one is kept as an earlier revision.
--
-- KEYS[1]    the comment, a hash: comment, decision, verdict, recordedAt, text, revision
-- KEYS[2]    the comment's earlier revisions, a list of JSON, the latest first
-- KEYS[3]    the review queue, a sorted set of comment ids by the time they were recorded
-- KEYS[4]    the audit trail, a stream
-- KEYS[5]    the cached assessment of the same text, a string
-- KEYS[6]    the site's comments, a sorted set of comment ids by the time they were recorded
-- KEYS[7..]  the authors' indexes, sorted sets of comment ids by the time they were recorded
-- ARGV[1]    the comment's id
-- ARGV[2]    the comment, JSON
-- ARGV[3]    the decision, JSON
-- ARGV[4]    the verdict: approve, hold or reject
-- ARGV[5]    when it is recorded, milliseconds since 1970
-- ARGV[6]    the hash of the comment's text
-- ARGV[7]    the assessment to cache, JSON, or '' where there is none
-- ARGV[8]    how long it is cached, milliseconds
-- ARGV[9]    the audit event, JSON
-- ARGV[10]   how many earlier revisions are kept
-- returns    {decision, revision, 1} where the comment or its revision is new and now stored;
--            {decision, revision, 0} where this text was stored earlier, and nothing is changed

local stored = redis.call('HMGET', KEYS[1],
  'decision', 'revision', 'text', 'comment', 'recordedAt')
if stored[1] and stored[3] == ARGV[6] then
  return {stored[1], tonumber(stored[2]), 0}
end

-- Redis does not undo what a failed script wrote: make sure that no write below can fail.
local types = {'hash', 'list', 'zset', 'stream', 'string', 'zset'}
for i, key in ipairs(KEYS) do
  local found = redis.call('TYPE', key).ok
  local expected = types[i] or 'zset'
  if found ~= 'none' and found ~= expected then
    return redis.error_reply('WRONGTYPE KEYS[' .. i .. '] is a ' .. found .. ', not a ' .. expected)
  end
end

local revision = 1
if stored[1] then
  revision = tonumber(stored[2]) + 1
  -- The parts are JSON themselves and are put together as they are: nothing is decoded here.
  redis.call('LPUSH', KEYS[2], '{"v":1,"revision":' .. stored[2] .. ',"recordedAt":' .. stored[5]
    .. ',"comment":' .. stored[4] .. ',"decision":' .. stored[1] .. '}')
  redis.call('LTRIM', KEYS[2], 0, tonumber(ARGV[10]) - 1)
end
redis.call('HSET', KEYS[1], 'comment', ARGV[2], 'decision', ARGV[3], 'verdict', ARGV[4],
  'recordedAt', ARGV[5], 'text', ARGV[6], 'revision', revision)
if ARGV[4] == 'hold' then
  redis.call('ZADD', KEYS[3], ARGV[5], ARGV[1])
else
  redis.call('ZREM', KEYS[3], ARGV[1])
end
redis.call('XADD', KEYS[4], '*', 'event', ARGV[9])
if ARGV[7] ~= '' then
  redis.call('SET', KEYS[5], ARGV[7], 'PX', ARGV[8])
end
for i = 6, #KEYS do
  redis.call('ZADD', KEYS[i], ARGV[5], ARGV[1])
end
return {ARGV[3], revision, 1}
