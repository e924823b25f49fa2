-- Stores a comment with everything that belongs to it, or nothing at all.
--
-- KEYS[1]    the comment, a hash: comment, decision, verdict, recordedAt
-- KEYS[2]    the review queue, a sorted set of comment ids by the time they were recorded
-- KEYS[3]    the audit trail, a stream
-- KEYS[4]    the cached decision on the same text, a string
-- KEYS[5..]  the authors' indexes, sorted sets of comment ids by the time they were recorded
-- ARGV[1]    the comment's id
-- ARGV[2]    the comment, JSON
-- ARGV[3]    the decision, JSON
-- ARGV[4]    the verdict: approve, hold or reject
-- ARGV[5]    when it is recorded, milliseconds since 1970
-- ARGV[6]    how long the cached decision lives, milliseconds
-- ARGV[7]    the audit event, JSON
-- returns    nil where the comment is new and now stored; else the decision stored earlier, and
--            nothing is changed

local earlier = redis.call('HGET', KEYS[1], 'decision')
if earlier then
  return earlier
end

-- Redis does not undo what a failed script wrote: make sure that no write below can fail.
local types = {'hash', 'zset', 'stream', 'string'}
for i, key in ipairs(KEYS) do
  local found = redis.call('TYPE', key).ok
  local expected = types[i] or 'zset'
  if found ~= 'none' and found ~= expected then
    return redis.error_reply('WRONGTYPE KEYS[' .. i .. '] is a ' .. found .. ', not a ' .. expected)
  end
end

redis.call('HSET', KEYS[1],
  'comment', ARGV[2], 'decision', ARGV[3], 'verdict', ARGV[4], 'recordedAt', ARGV[5])
if ARGV[4] == 'hold' then
  redis.call('ZADD', KEYS[2], ARGV[5], ARGV[1])
end
redis.call('XADD', KEYS[3], '*', 'event', ARGV[7])
redis.call('SET', KEYS[4], ARGV[3], 'PX', ARGV[6])
for i = 5, #KEYS do
  redis.call('ZADD', KEYS[i], ARGV[5], ARGV[1])
end
return nil
