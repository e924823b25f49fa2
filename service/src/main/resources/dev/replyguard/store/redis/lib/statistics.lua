-- Counts by day: statistics:DAY is a hash that goes after 400 days.

local KEPT_DAYS = 400

local function count(day, fields, step)
  local hash = KEYS[1] .. 'statistics:' .. day
  for field in string.gmatch(fields, '[^ ]+') do
    redis.call('HINCRBY', hash, field, step)
  end
  redis.call('EXPIRE', hash, KEPT_DAYS * 86400)
end

-- The upper bounds of the waiting times that are told apart, in seconds.
local WAITS = {60, 300, 900, 3600, 14400, 43200, 86400, 259200, 604800}

local function waited(ms)
  for _, bound in ipairs(WAITS) do
    if ms <= bound * 1000 then
      return 'waited:' .. bound
    end
  end
  return 'waited:inf'
end
