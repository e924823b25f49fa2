-- Notes how far a request to forget a person has come.
--
-- KEYS[1]  the requests, a hash of JSON by id
-- KEYS[2]  by when each may be taken up by others, a sorted set of ids
-- ARGV[1]  the request's id
-- ARGV[2]  the request, JSON
-- ARGV[3]  by when it may be taken up, milliseconds since 1970
-- ARGV[4]  how many there may be, or '' where it must be there already
-- returns  1 where it is noted; 0 where it is not there and had to be, -1 where there are too many

if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then
  if ARGV[4] == '' then
    return 0
  end
  if redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[4]) then
    return -1
  end
end
redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
return 1
