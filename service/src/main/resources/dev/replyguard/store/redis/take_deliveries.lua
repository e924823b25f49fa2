-- Takes events to be sent to a webhook: of each comment the oldest, so that their order is kept,
-- and none that another instance has in hand. To a webhook that has failed in a row only one goes
-- at a time; to one that is paused, none.
--
-- KEYS[1]  the site's prefix, of which the names in lib/events.lua are made
-- ARGV[1]  the webhook's id
-- ARGV[2]  the time, milliseconds since 1970
-- ARGV[3]  until when they are ours, milliseconds since 1970
-- ARGV[4]  how many at most
-- returns  five entries an event: comment, event, what it says (JSON), the number of this attempt,
--          the time of the first

local FAILURES = 5

local base = KEYS[1] .. 'webhook:' .. ARGV[1] .. ':'
local webhook = redis.call('HGET', KEYS[1] .. 'webhooks', ARGV[1])
if not webhook or cjson.decode(webhook).paused then
  return {}
end
local limit = tonumber(ARGV[4])
if tonumber(redis.call('HGET', base .. 'state', 'failures') or 0) >= FAILURES then
  limit = 1
end
local taken = {}
for _, comment in ipairs(
    redis.call('ZRANGEBYSCORE', base .. 'due', '-inf', ARGV[2], 'LIMIT', 0, limit)) do
  local event = string.match(redis.call('HGET', base .. 'chains', comment), '^[^ ]+')
  local before = redis.call('HGET', base .. 'attempts', event) or '0 ' .. ARGV[2]
  local count, first = string.match(before, '^(%d+) (%d+)$')
  count = tonumber(count) + 1
  redis.call('HSET', base .. 'attempts', event, count .. ' ' .. first)
  redis.call('ZADD', base .. 'due', ARGV[3], comment)
  for _, value in ipairs({comment, event, redis.call('HGET', base .. 'events', event), count,
      tonumber(first)}) do
    taken[#taken + 1] = value
  end
end
return taken
