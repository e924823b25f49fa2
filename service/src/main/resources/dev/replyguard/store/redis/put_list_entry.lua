-- Puts an author on a list, or replaces the entry about the same author on whichever list it is.
--
-- KEYS[1]  the entries, a hash of JSON by id
-- KEYS[2]  the trusted, a sorted set of 'time:id', all of score 0
-- KEYS[3]  the banned, likewise
-- KEYS[4]  the entries that expire, a sorted set of ids by when
-- KEYS[5]  how many entries there are of networks of each size, a hash
-- KEYS[6]  the audit trail, a stream
-- ARGV[1]  the entry's id
-- ARGV[2]  the entry, JSON
-- ARGV[3]  the list: trusted or banned
-- ARGV[4]  now, milliseconds since 1970
-- ARGV[5]  when it expires, milliseconds since 1970, or ''
-- ARGV[6]  the network's size, or '' where it is about none
-- ARGV[7]  the audit event, JSON
-- ARGV[8]  how many entries there may be
-- returns  'new', 'replaced', or 'full', and then nothing is changed

local earlier = redis.call('HGET', KEYS[1], ARGV[1])
if not earlier and redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[8]) then
  return 'full'
end

-- Redis does not undo what a failed script wrote: make sure that no write below can fail.
local types = {'hash', 'zset', 'zset', 'zset', 'hash', 'stream'}
for i, key in ipairs(KEYS) do
  local found = redis.call('TYPE', key).ok
  if found ~= 'none' and found ~= types[i] then
    return redis.error_reply('WRONGTYPE KEYS[' .. i .. '] is a ' .. found .. ', not a ' .. types[i])
  end
end

if earlier then
  local old = cjson.decode(earlier)
  local member = string.format('%013.0f', old.at) .. ':' .. ARGV[1]
  redis.call('ZREM', KEYS[2], member)
  redis.call('ZREM', KEYS[3], member)
  redis.call('ZREM', KEYS[4], ARGV[1])
elseif ARGV[6] ~= '' then
  redis.call('HINCRBY', KEYS[5], ARGV[6], 1)
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
local list = ARGV[3] == 'trusted' and KEYS[2] or KEYS[3]
redis.call('ZADD', list, 0, string.format('%013.0f', tonumber(ARGV[4])) .. ':' .. ARGV[1])
if ARGV[5] ~= '' then
  redis.call('ZADD', KEYS[4], ARGV[5], ARGV[1])
end
if earlier then
  -- So that what held before can be told from the trail.
  local old = cjson.decode(earlier)
  redis.call('XADD', KEYS[6], '*', 'event', ARGV[7], 'previous', old.list,
    'previousAt', string.format('%.0f', old.at),
    'previousExpiresAt', old.expiresAt and string.format('%.0f', old.expiresAt) or '')
else
  redis.call('XADD', KEYS[6], '*', 'event', ARGV[7])
end
return earlier and 'replaced' or 'new'
