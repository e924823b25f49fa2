-- Tells the site what has happened to a comment: one entry in the stream of its events, written
-- with the change itself. The latest EVENTS_KEPT are kept, and a few more: cutting off whole nodes
-- costs nothing. The server gives the id, as in the audit trail. All entries have the same fields,
-- which Redis then stores but once a node; '' stands for what an event does not have.
--
-- In the same step the event is put down for each of the site's webhooks that wants its type:
--
--   webhooks               hash: id to webhook, JSON
--   webhook:ID:events      hash: event to what it says, JSON, until it is delivered or given up
--   webhook:ID:chains      hash: comment to its events, oldest first, separated by blanks
--   webhook:ID:due         sorted set: comments by when their oldest event is to be sent (ms), or
--                          until when an instance has it in hand
--   webhook:ID:attempts    hash: event to how often it was sent, and when first (ms)
--   webhook:ID:dead        sorted set: events that were given up, by when
--   webhook:ID:letters     hash: those events, JSON: event, attempts, error, at
--   webhook:ID:log         list: the latest attempts, JSON, the last one first
--   webhook:ID:state       hash: order (a counter), failures (in a row), delivered, dropped,
--                          lastDelivered, lastFailure (ms), lastError

local EVENTS_KEPT = 20000
local MAX_PENDING = 100000

local function nextPlace(base)
  -- Numbers this small are due at once, in the order in which they were given.
  return redis.call('HINCRBY', base .. 'state', 'order', 1)
end

-- Whether there was room for it.
local function enqueue(hook, event, comment, says)
  local base = SITE .. 'webhook:' .. hook .. ':'
  if redis.call('HLEN', base .. 'events') >= MAX_PENDING then
    redis.call('HINCRBY', base .. 'state', 'dropped', 1)
    return false
  end
  redis.call('HSET', base .. 'events', event, says)
  local chain = redis.call('HGET', base .. 'chains', comment)
  redis.call('HSET', base .. 'chains', comment, chain and chain .. ' ' .. event or event)
  if not chain then
    redis.call('ZADD', base .. 'due', nextPlace(base), comment)
  end
  return true
end

-- What is told in Akismet's words is told of comments that came in Akismet's protocol, whose ids say
-- so; and not of what the site has decided itself.
local function concerns(wish, about, comment)
  return wish.format ~= 'akismet'
    or (string.sub(comment, 1, 8) == 'akismet-' and string.sub(about.by, 1, 5) ~= 'site:')
end

local function wants(hook, about, comment)
  local wish = cjson.decode(hook)
  for _, wanted in ipairs(wish.types) do
    if wanted == about.type then
      return concerns(wish, about, comment)
    end
  end
  return false
end

-- Who a reader is is told to nobody, and so not kept here either.
local function nameless(by)
  return string.find(by, 'reader:', 1, true) == 1 and 'reader:hidden' or by
end

-- After the change; `event` is the one of the audit trail, `previous` the verdict before.
local function announce(id, event, previous)
  local about = cjson.decode(event)
  local now = redis.call('HMGET', SITE .. 'comment:' .. id, 'verdict', 'revision')
  local fields = {'type', about.type, 'comment', id, 'revision', now[2], 'verdict', now[1],
    'previous', previous or '', 'by', nameless(about.by), 'at', string.format('%.0f', about.at),
    'reason', about.reason or '', 'means', about.means or ''}
  local entry = redis.call('XADD', SITE .. 'events', 'MAXLEN', '~', EVENTS_KEPT, '*',
    unpack(fields))
  local hooks = redis.call('HGETALL', SITE .. 'webhooks')
  if #hooks > 0 then
    local says = cjson.encode(fields)
    for i = 1, #hooks, 2 do
      if wants(hooks[i + 1], about, id) then
        enqueue(hooks[i], entry, id, says)
      end
    end
  end
end
