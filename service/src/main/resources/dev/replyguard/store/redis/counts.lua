-- How much waits, and what. Reads only.
--
-- KEYS[1]  the site's prefix, of which lib/queue.lua makes every name
-- ARGV[1]  the time, milliseconds since 1970
-- returns  {comments that wait, entries that are offered, comments that are claimed, when the oldest
--           arrived or '', facet, entries, facet, entries ...}

local SITE = KEYS[1]
--#include queue

local oldest = redis.call('ZRANGE', key('queue'), 0, 0, 'WITHSCORES')[2]
local answer = {
  redis.call('ZCARD', key('queue')),
  redis.call('ZCARD', key('queue:priority')),
  redis.call('ZCOUNT', key('leases'), '(' .. ARGV[1], '+inf'),
  oldest or ''}
for _, value in ipairs(redis.call('HGETALL', key('queue:counts'))) do
  answer[#answer + 1] = value
end
return answer
