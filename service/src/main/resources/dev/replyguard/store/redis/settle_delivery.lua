-- Notes what became of an event that was sent to a webhook.
--
-- KEYS[1]  the site's prefix, of which the names in lib/events.lua are made
-- ARGV[1]  the webhook's id
-- ARGV[2]  the comment's id
-- ARGV[3]  the event's id
-- ARGV[4]  the number of the attempt
-- ARGV[5]  delivered, retry, dead, or release: nobody knows whether it arrived
-- ARGV[6]  the time, milliseconds since 1970
-- ARGV[7]  when it is sent again, milliseconds since 1970; for retry and release only
-- ARGV[8]  what went wrong, '' for delivered
-- ARGV[9]  how many events that were given up are kept
-- ARGV[10] the entry of the log, JSON; not for release
-- ARGV[11] how many entries of the log are kept
-- returns  1 where it is noted, 0 where the event is no longer ours: another instance has taken
--          it since, or the webhook is gone

local hook, comment, event, outcome = ARGV[1], ARGV[2], ARGV[3], ARGV[5]
local base = KEYS[1] .. 'webhook:' .. hook .. ':'
local chain = redis.call('HGET', base .. 'chains', comment)
if not chain or string.match(chain, '^[^ ]+') ~= event then
  return 0
end
-- An attempt that was taken for lost must not move the comment on while another is on its way.
local attempt = string.match(redis.call('HGET', base .. 'attempts', event) or '', '^%d+')
if attempt ~= ARGV[4] then
  return 0
end
if outcome == 'release' then
  redis.call('ZADD', base .. 'due', ARGV[7], comment)
  return 1
end
redis.call('LPUSH', base .. 'log', ARGV[10])
redis.call('LTRIM', base .. 'log', 0, tonumber(ARGV[11]) - 1)
if outcome == 'delivered' then
  redis.call('HSET', base .. 'state', 'failures', 0, 'lastDelivered', ARGV[6])
  redis.call('HINCRBY', base .. 'state', 'delivered', 1)
else
  redis.call('HINCRBY', base .. 'state', 'failures', 1)
  redis.call('HSET', base .. 'state', 'lastFailure', ARGV[6], 'lastError', ARGV[8])
end
if outcome == 'retry' then
  redis.call('ZADD', base .. 'due', ARGV[7], comment)
  return 1
end
if outcome == 'dead' then
  redis.call('HSET', base .. 'letters', event, cjson.encode({
    event = redis.call('HGET', base .. 'events', event), attempts = tonumber(attempt),
    error = ARGV[8], at = tonumber(ARGV[6])}))
  redis.call('ZADD', base .. 'dead', ARGV[6], event)
  local over = redis.call('ZCARD', base .. 'dead') - tonumber(ARGV[9])
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
