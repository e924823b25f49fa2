-- Notes what became of an event that was sent to a webhook.
--
-- KEYS[1]  the site's prefix, of which the names in lib/events.lua are made
-- ARGV[1]  the webhook's id
-- ARGV[2]  the comment's id
-- ARGV[3]  the event's id
-- ARGV[4]  delivered, retry or dead
-- ARGV[5]  the time, milliseconds since 1970
-- ARGV[6]  when it is sent again, milliseconds since 1970; for retry only
-- ARGV[7]  what went wrong, '' for delivered
-- ARGV[8]  how many events that were given up are kept
-- returns  1 where it is noted, 0 where the event is no longer the comment's oldest: another
--          instance has been faster, or the webhook is gone

local hook, comment, event, outcome = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local base = KEYS[1] .. 'webhook:' .. hook .. ':'
local chain = redis.call('HGET', base .. 'chains', comment)
if not chain or string.match(chain, '^[^ ]+') ~= event then
  return 0
end
if outcome == 'delivered' then
  redis.call('HSET', base .. 'state', 'failures', 0, 'lastDelivered', ARGV[5])
  redis.call('HINCRBY', base .. 'state', 'delivered', 1)
else
  redis.call('HINCRBY', base .. 'state', 'failures', 1)
  redis.call('HSET', base .. 'state', 'lastFailure', ARGV[5], 'lastError', ARGV[7])
end
if outcome == 'retry' then
  redis.call('ZADD', base .. 'due', ARGV[6], comment)
  return 1
end
if outcome == 'dead' then
  local count = string.match(redis.call('HGET', base .. 'attempts', event) or '0', '^%d+')
  redis.call('HSET', base .. 'letters', event, cjson.encode({
    event = redis.call('HGET', base .. 'events', event), attempts = tonumber(count),
    error = ARGV[7], at = tonumber(ARGV[5])}))
  redis.call('ZADD', base .. 'dead', ARGV[5], event)
  local over = redis.call('ZCARD', base .. 'dead') - tonumber(ARGV[8])
  if over > 0 then
    redis.call('HDEL', base .. 'letters', unpack(redis.call('ZRANGE', base .. 'dead', 0, over - 1)))
    redis.call('ZREMRANGEBYRANK', base .. 'dead', 0, over - 1)
  end
end
redis.call('HDEL', base .. 'events', event)
redis.call('HDEL', base .. 'attempts', event)
local rest = string.match(chain, ' (.*)$')
if rest then
  redis.call('HSET', base .. 'chains', comment, rest)
  redis.call('ZADD', base .. 'due', redis.call('HINCRBY', base .. 'state', 'order', 1), comment)
else
  redis.call('HDEL', base .. 'chains', comment)
  redis.call('ZREM', base .. 'due', comment)
end
return 1
