-- What people decided about texts, for the next same or similar one.
--
--   ruled:DIGEST           string: the ruling on a text, JSON with the comment's id
--   ruled:BAND:VALUE       list: fingerprints of texts that were ruled, newest first, at most 64
--
-- A memory, JSON: digest, value, and for texts long enough bands (BAND:VALUE) and entry; age (ms).

local RULED_ENTRIES = 64

local function remember(memory)
  local digest = KEYS[1] .. 'ruled:' .. memory.digest
  redis.call('SET', digest, memory.value, 'PX', memory.age)
  for _, band in ipairs(memory.bands or {}) do
    local list = KEYS[1] .. 'ruled:' .. band
    redis.call('LPUSH', list, memory.entry)
    redis.call('LTRIM', list, 0, RULED_ENTRIES - 1)
    redis.call('PEXPIRE', list, memory.age)
  end
end

local function forget(memory)
  local digest = KEYS[1] .. 'ruled:' .. memory.digest
  if redis.call('GET', digest) == memory.value then
    redis.call('DEL', digest)
  end
  for _, band in ipairs(memory.bands or {}) do
    redis.call('LREM', KEYS[1] .. 'ruled:' .. band, 0, memory.entry)
  end
end
