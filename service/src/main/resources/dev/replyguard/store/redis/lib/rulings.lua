-- What people decided about texts, for the next same or similar one.
--
--   ruled:DIGEST           string: the ruling on a text, JSON with the comment's id
--   ruled:BAND:VALUE       list: texts that were ruled, newest first, at most 64: fingerprint in
--                          eight bytes, scores, ruling
--
-- A memory, JSON: digest, value, age (ms), and for texts long enough high and low (the fingerprint),
-- bands (BAND:VALUE) and entry (scores and ruling).

local RULED_ENTRIES = 64

local function ruledEntry(memory)
  return struct.pack('>I4I4', memory.high, memory.low) .. memory.entry
end

local function remember(memory)
  redis.call('SET', SITE .. 'ruled:' .. memory.digest, memory.value, 'PX', memory.age)
  for _, band in ipairs(memory.bands or {}) do
    local list = SITE .. 'ruled:' .. band
    if redis.call('LPUSH', list, ruledEntry(memory)) > RULED_ENTRIES then
      redis.call('LTRIM', list, 0, RULED_ENTRIES - 1)
    end
    redis.call('PEXPIRE', list, memory.age)
  end
end

local function forget(memory)
  local digest = SITE .. 'ruled:' .. memory.digest
  if redis.call('GET', digest) == memory.value then
    redis.call('DEL', digest)
  end
  for _, band in ipairs(memory.bands or {}) do
    redis.call('LREM', SITE .. 'ruled:' .. band, 0, ruledEntry(memory))
  end
end
