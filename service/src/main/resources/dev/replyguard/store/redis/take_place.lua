-- Takes a place for an event stream, or keeps the one it has.
--
-- KEYS[1]  the caller's streams, a sorted set by when their places are free again
-- ARGV[1]  names the stream
-- ARGV[2]  the time, milliseconds since 1970
-- ARGV[3]  for how long the place is taken, milliseconds
-- ARGV[4]  how many the caller may have
-- returns  1; or 0, with nothing taken, where the caller has so many

redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[2])
if not redis.call('ZSCORE', KEYS[1], ARGV[1])
    and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[4]) then
  return 0
end
redis.call('ZADD', KEYS[1], string.format('%.0f', ARGV[2] + ARGV[3]), ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1
