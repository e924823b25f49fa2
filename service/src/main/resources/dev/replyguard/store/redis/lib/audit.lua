-- Adds an event to the audit trail, and its id to the comment's own list of them. The server gives
-- the id: it alone can make them rise on several services' behalf.

local MAX_TRAIL = 4000

local function audit(id, event, ...)
  local entry = redis.call('XADD', SITE .. 'audit', '*', 'event', event, ...)
  local comment = SITE .. 'comment:' .. id
  local trail = redis.call('HGET', comment, 'trail')
  if not trail then
    redis.call('HSET', comment, 'trail', entry)
  elseif #trail < MAX_TRAIL then
    redis.call('HSET', comment, 'trail', trail .. ' ' .. entry)
  end
  return entry
end
