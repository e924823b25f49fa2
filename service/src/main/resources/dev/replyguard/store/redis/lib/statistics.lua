-- Counts by day: statistics:DAY is a hash.

local function count(day, fields, step)
  local hash = SITE .. 'statistics:' .. day
  for field in string.gmatch(fields, '[^ ]+') do
    redis.call('HINCRBY', hash, field, step)
  end
end

-- How many fields a day may have before further ones are counted under another's name.
local MANY_FIELDS = 300

-- Counts fields that policies name, of which a day could otherwise have any number.
local function countFew(day, fields, rest)
  local hash = SITE .. 'statistics:' .. day
  for field in string.gmatch(fields, '[^ ]+') do
    if redis.call('HLEN', hash) >= MANY_FIELDS and redis.call('HEXISTS', hash, field) == 0 then
      field = rest
    end
    redis.call('HINCRBY', hash, field, 1)
  end
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
