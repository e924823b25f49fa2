-- Cuts off a part of what a stream has of earlier times, and of what is kept beside it of entries
-- that were taken out.
--
-- KEYS[1]  the stream
-- KEYS[2]  what is kept beside it, a sorted set, all of score 0, of members that begin with the
--          padded id; it need not be there
-- ARGV[1]  what is before that is cut off, milliseconds since 1970
-- ARGV[2]  the same, padded
-- ARGV[3]  how many entries of the stream to remove at once, about
-- ARGV[4]  how many of those beside it, at most
-- returns  {entries removed, 1 where there may be more, else 0}

-- Whole nodes first, which costs little; then what is left is less than a node.
local removed = redis.call('XTRIM', KEYS[1], 'MINID', '~', ARGV[1], 'LIMIT', ARGV[3])
local more = removed > 0
if not more then
  removed = redis.call('XTRIM', KEYS[1], 'MINID', ARGV[1])
end
local beside = redis.call('ZRANGE', KEYS[2], '-', '(' .. ARGV[2], 'BYLEX', 'LIMIT', 0, ARGV[4])
if #beside > 0 then
  redis.call('ZREM', KEYS[2], unpack(beside))
end
return {removed + #beside, (more or #beside == tonumber(ARGV[4])) and 1 or 0}
