-- Tells the site what has happened to a comment: one entry in the stream of its events, written
-- with the change itself. The latest EVENTS_KEPT are kept, and a few more: cutting off whole nodes
-- costs nothing. The server gives the id, as in the audit trail. All entries have the same fields,
-- which Redis then stores but once a node; '' stands for what an event does not have.

local EVENTS_KEPT = 20000

-- After the change; `event` is the one of the audit trail, `previous` the verdict before.
local function announce(id, event, previous)
  local about = cjson.decode(event)
  local now = redis.call('HMGET', SITE .. 'comment:' .. id, 'verdict', 'revision')
  redis.call('XADD', SITE .. 'events', 'MAXLEN', '~', EVENTS_KEPT, '*',
    'type', about.type, 'comment', id, 'revision', now[2], 'verdict', now[1],
    'previous', previous or '', 'by', about.by, 'at', about.at,
    'reason', about.reason or '', 'means', about.means or '')
end
