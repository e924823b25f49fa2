-- Takes who was meant out of entries of the audit trail. An entry of a stream cannot be changed:
-- it is removed, and what may stay of it is kept beside the stream.
--
--   audit:redacted         sorted set, all of score 0: the entry's id, padded so that the order of
--                          the members is that of the ids, a blank, and the event, JSON

local MAY_STAY = {'v', 'type', 'at', 'model', 'policy', 'language', 'verdict', 'means', 'list',
  'expiresAt'}
local NOBODY = 'erased'

local function paddedId(entry)
  local ms, number = string.match(entry, '^(%d+)-(%d+)$')
  return string.rep('0', 15 - #ms) .. ms .. '-' .. string.rep('0', 15 - #number) .. number
end

-- `found` is the entry as XRANGE has it, `name` what stands for the comment from now on, or nil
-- where the comment is somebody else's and stays. Returns what the event was.
local function redact(found, name)
  local fields = found[2]
  local event = cjson.decode(fields[2])
  local kept = {}
  for _, field in ipairs(MAY_STAY) do
    kept[field] = event[field]
  end
  kept.by = string.find(event.by, 'reader:', 1, true) == 1 and 'reader:' .. NOBODY or event.by
  if event.comment then
    kept.comment = name or event.comment
  end
  if event.entry then
    kept.entry = string.match(event.entry, '^[^:]*') .. ':' .. NOBODY
  else
    kept.reason = event.reason -- one of a closed list; that of an entry of a list is free text
  end
  for i = 3, #fields, 2 do
    if fields[i + 1] ~= '' then
      kept[fields[i]] = fields[i + 1]
    end
  end
  local json = cjson.encode(kept)
  if event.rules and #event.rules > 0 then
    json = string.sub(json, 1, -2) .. ',"rules":' .. cjson.encode(event.rules) .. '}'
  end
  redis.call('XDEL', SITE .. 'audit', found[1])
  redis.call('ZADD', SITE .. 'audit:redacted', 0, paddedId(found[1]) .. ' ' .. json)
  return event
end
