-- Looks for similar fingerprints in lists by band. An entry begins with its fingerprint, eight
-- bytes. A fingerprint in an argument is two numbers of 32 bits, high and low.

local function bits(word, most)
  local count = 0
  while word ~= 0 and count <= most do
    count = count + 1
    word = bit.band(word, word - 1)
  end
  return count
end

-- The entry of least distance, of several the newest, for which fits(entry) holds; and that
-- distance. Nothing where none is within `most` bits.
local function nearest(prefix, bands, high, low, most, fits)
  local best
  local least = most + 1
  for _, band in ipairs(bands) do
    for _, entry in ipairs(redis.call('LRANGE', prefix .. band, 0, -1)) do
      local itsHigh, itsLow = struct.unpack('>I4I4', entry)
      local distance = bits(bit.bxor(high, itsHigh), least)
      if distance < least then
        distance = distance + bits(bit.bxor(low, itsLow), least)
        if distance < least and fits(entry) then
          best, least = entry, distance
        end
      end
    end
  end
  return best, least
end
