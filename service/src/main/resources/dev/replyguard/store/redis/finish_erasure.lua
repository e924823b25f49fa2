-- Forgets a request to forget a person, which is done, and says so in the audit trail.
--
-- KEYS[1]  the requests, a hash of JSON by id
-- KEYS[2]  by when each may be taken up by others, a sorted set of ids
-- KEYS[3]  the audit trail, a stream
-- ARGV[1]  the request's id
-- ARGV[2]  the audit event, JSON
-- returns  1 where it was there, else 0: somebody else has finished it meanwhile, and said so

-- Redis does not undo what a failed script wrote: make sure that no write below can fail.
local found = redis.call('TYPE', KEYS[3]).ok
if found ~= 'none' and found ~= 'stream' then
  return redis.error_reply('WRONGTYPE KEYS[3] is a ' .. found .. ', not a stream')
end
redis.call('ZREM', KEYS[2], ARGV[1])
local there = redis.call('HDEL', KEYS[1], ARGV[1])
if there == 1 then
  redis.call('XADD', KEYS[3], '*', 'event', ARGV[2])
end
return there
