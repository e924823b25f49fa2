-- Takes up requests to forget people that nobody is at any longer.
--
-- KEYS[1]  the requests, a hash of JSON by id
-- KEYS[2]  by when each may be taken up by others, a sorted set of ids
-- ARGV[1]  now, milliseconds since 1970
-- ARGV[2]  by when others may take them up, milliseconds since 1970
-- ARGV[3]  how many to take up at most
-- returns  the requests, JSON

local taken = {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])) do
  local request = redis.call('HGET', KEYS[1], id)
  if request then
    redis.call('ZADD', KEYS[2], ARGV[2], id)
    taken[#taken + 1] = request
  else
    redis.call('ZREM', KEYS[2], id)
  end
end
return taken
