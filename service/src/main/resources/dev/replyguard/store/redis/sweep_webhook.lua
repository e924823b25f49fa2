-- Removes from what is kept of a webhook's deliveries, the dead letters and the log, what is about
-- comments that are no longer there, or what is old.
--
-- KEYS[1]  the site's prefix, of which the names in lib/events.lua are made
-- ARGV[1]  the webhook's id
-- ARGV[2]  what happened before is old, milliseconds since 1970; 0: nothing is
-- ARGV[3]  1 where comments that are gone count, else 0: only what is old is removed
-- returns  {dead letters removed, attempts removed}

local SITE = KEYS[1]
local base = SITE .. 'webhook:' .. ARGV[1] .. ':'
local before, ofGone = tonumber(ARGV[2]), ARGV[3] == '1'

local function isGone(comment)
  return ofGone and redis.call('EXISTS', SITE .. 'comment:' .. comment) == 0
end

local function commentOf(event)
  for i = 1, #event, 2 do
    if event[i] == 'comment' then
      return event[i + 1]
    end
  end
end

local letters = 0
for _, id in ipairs(redis.call('HKEYS', base .. 'letters')) do
  local letter = cjson.decode(redis.call('HGET', base .. 'letters', id))
  if letter.at < before or isGone(commentOf(cjson.decode(letter.event))) then
    redis.call('HDEL', base .. 'letters', id)
    redis.call('ZREM', base .. 'dead', id)
    letters = letters + 1
  end
end
local attempts = 0
for _, entry in ipairs(redis.call('LRANGE', base .. 'log', 0, -1)) do
  local attempt = cjson.decode(entry)
  if attempt.at < before or isGone(attempt.comment) then
    attempts = attempts + redis.call('LREM', base .. 'log', 0, entry)
  end
end
return {letters, attempts}
