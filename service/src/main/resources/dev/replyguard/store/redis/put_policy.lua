-- Stores a policy version and makes it the current one, if the version before it is current.
--
-- KEYS[1]  the number of the current version, a string
-- KEYS[2]  the new version, a hash: version (JSON), format, source
-- KEYS[3]  the audit trail, a stream
-- ARGV[1]  the number that is expected to be current, 0 for none
-- ARGV[2]  the number of the new version
-- ARGV[3]  what is known of the new version, JSON
-- ARGV[4]  the document's format
-- ARGV[5]  the document
-- ARGV[6]  the audit event, JSON
-- returns  -1 where it is stored; else the number of the current version, and nothing is changed

local current = redis.call('GET', KEYS[1]) or '0'
if current ~= ARGV[1] then
  return tonumber(current)
end

-- Redis does not undo what a failed script wrote: make sure that no write below can fail.
local types = {'string', 'hash', 'stream'}
for i, key in ipairs(KEYS) do
  local found = redis.call('TYPE', key).ok
  if found ~= 'none' and found ~= types[i] then
    return redis.error_reply('WRONGTYPE KEYS[' .. i .. '] is a ' .. found .. ', not a ' .. types[i])
  end
end

redis.call('HSET', KEYS[2], 'version', ARGV[3], 'format', ARGV[4], 'source', ARGV[5])
redis.call('SET', KEYS[1], ARGV[2])
redis.call('XADD', KEYS[3], '*', 'event', ARGV[6])
return -1
