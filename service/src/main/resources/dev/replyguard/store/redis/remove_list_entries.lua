-- Takes an author off the lists, or all whose entries have expired.
--
-- KEYS[1]  the entries, a hash of JSON by id
-- KEYS[2]  the trusted, a sorted set of 'time:id', all of score 0
-- KEYS[3]  the banned, likewise
-- KEYS[4]  the entries that expire, a sorted set of ids by when
-- KEYS[5]  how many entries there are of networks of each size, a hash
-- KEYS[6]  the audit trail, a stream
-- ARGV[1]  the entry's id, or '' for those that have expired
-- ARGV[2]  now, milliseconds since 1970, where ARGV[1] is ''
-- ARGV[3]  how many to remove at most, where ARGV[1] is ''
-- ARGV[4]  the audit event, JSON, or '' for none
-- returns  how many were removed

local ids = {ARGV[1]}
if ARGV[1] == '' then
  ids = redis.call('ZRANGEBYSCORE', KEYS[4], '-inf', ARGV[2], 'LIMIT', 0, ARGV[3])
end

local removed = 0
local previous
for _, id in ipairs(ids) do
  local json = redis.call('HGET', KEYS[1], id)
  if json then
    previous = cjson.decode(json)
    local member = string.format('%013.0f', previous.at) .. ':' .. id
    redis.call('ZREM', KEYS[2], member)
    redis.call('ZREM', KEYS[3], member)
    -- A network's id says its size: network:PREFIX-LENGTH.
    local prefix, length = string.match(id, '^network:(%x+)%-(%d+)$')
    if prefix then
      local size = #prefix .. '-' .. length
      if redis.call('HINCRBY', KEYS[5], size, -1) <= 0 then
        redis.call('HDEL', KEYS[5], size)
      end
    end
    redis.call('HDEL', KEYS[1], id)
    removed = removed + 1
  end
  redis.call('ZREM', KEYS[4], id)
end
if removed > 0 and ARGV[4] ~= '' then
  -- With what held before: the entry itself is gone.
  redis.call('XADD', KEYS[6], '*', 'event', ARGV[4], 'previous', previous.list,
    'previousAt', string.format('%.0f', previous.at),
    'previousExpiresAt', previous.expiresAt and string.format('%.0f', previous.expiresAt) or '')
end
return removed
