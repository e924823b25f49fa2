-- Removes a webhook with all that was to be sent to it.
--
-- KEYS[1]  the site's prefix, of which the names in lib/events.lua are made
-- ARGV[1]  its id
-- ARGV[2]  the audit event, JSON
-- returns  1 where it was there, else 0

local base = KEYS[1] .. 'webhook:' .. ARGV[1] .. ':'
if redis.call('HEXISTS', KEYS[1] .. 'webhooks', ARGV[1]) == 1 then
  redis.call('XADD', KEYS[1] .. 'audit', '*', 'event', ARGV[2])
end
local removed = redis.call('HDEL', KEYS[1] .. 'webhooks', ARGV[1])
for _, part in ipairs({'events', 'chains', 'due', 'attempts', 'dead', 'letters', 'log',
    'state'}) do
  redis.call('UNLINK', base .. part)
end
return removed
