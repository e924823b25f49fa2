-- Adds, replaces or removes a user, unless nobody would be left who may administer users.
--
-- KEYS[1]  the users, a hash of JSON by name
-- KEYS[2]  the audit trail of users, a stream
-- ARGV[1]  the user's name
-- ARGV[2]  the revision that is to be replaced or removed; '' where there must be none of that name,
--          '-' where there must be no user at all
-- ARGV[3]  the user, JSON; '' to remove
-- ARGV[4]  how many users there may be
-- ARGV[5]  the audit event, JSON
-- returns  'done'; or, with nothing changed, 'exists', 'full', 'outdated', or 'last' where it is the
--          last one who may administer users

local function isOperator(json)
  local user = cjson.decode(json)
  -- Format version 1 had no roles: its one user was the admin.
  return user.role == nil or (user.role == 'admin' and user.allSites and not user.disabled)
end

local name, expected, replacement = ARGV[1], ARGV[2], ARGV[3]
local stored = redis.call('HGET', KEYS[1], name)
if expected == '' or expected == '-' then
  if stored then
    return 'exists'
  end
  local count = redis.call('HLEN', KEYS[1])
  if expected == '-' and count > 0 then
    return 'exists'
  end
  if count >= tonumber(ARGV[4]) then
    return 'full'
  end
else
  if not stored or tostring(cjson.decode(stored).revision or 0) ~= expected then
    return 'outdated'
  end
  if isOperator(stored) and (replacement == '' or not isOperator(replacement)) then
    local others = 0
    local all = redis.call('HGETALL', KEYS[1])
    for i = 1, #all, 2 do
      if all[i] ~= name and isOperator(all[i + 1]) then
        others = others + 1
      end
    end
    if others == 0 then
      return 'last'
    end
  end
end

-- The stream first: where it cannot be written, nothing has been.
redis.call('XADD', KEYS[2], '*', 'event', ARGV[5])
if replacement == '' then
  redis.call('HDEL', KEYS[1], name)
else
  redis.call('HSET', KEYS[1], name, replacement)
end
return 'done'
