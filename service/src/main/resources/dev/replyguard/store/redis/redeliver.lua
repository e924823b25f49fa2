-- Puts events down for a webhook once more: such as were given up, and others that are kept.
--
-- KEYS[1]  the site's prefix, of which the names in lib/events.lua are made
-- ARGV[1]  the webhook's id
-- ARGV[2]  the events' ids, as many arguments as there are
-- returns  how many of them will be sent; -1 where there is no such webhook
--
-- What the webhook does not want is not sent, and a letter that there is no room for stays one.

local SITE = KEYS[1]
--#include events

local hook = ARGV[1]
local base = SITE .. 'webhook:' .. hook .. ':'
local wish = redis.call('HGET', SITE .. 'webhooks', hook)
if not wish then
  return -1
end
local queued = 0
for i = 2, #ARGV do
  local event = ARGV[i]
  local letter = redis.call('HGET', base .. 'letters', event)
  local kept = not letter and redis.call('XRANGE', SITE .. 'events', event, event)[1]
  if redis.call('HEXISTS', base .. 'events', event) == 1 then
    queued = queued + 1
  elseif letter or kept then
    local says = letter and cjson.decode(letter).event or cjson.encode(kept[2])
    local fields, about = cjson.decode(says), {}
    for j = 1, #fields, 2 do
      about[fields[j]] = fields[j + 1]
    end
    if (letter or wants(wish, about, about.comment)) and enqueue(hook, event, about.comment, says) then
      redis.call('HDEL', base .. 'letters', event)
      redis.call('ZREM', base .. 'dead', event)
      queued = queued + 1
    end
  end
end
return queued
