-- What is known before a comment is judged. Reads only.
--
-- KEYS[1]  the comment, a hash
-- KEYS[2]  the cached assessment of the same text, a string
-- KEYS[3]  the ruling on the same text, a string
-- KEYS[4]  the site's prefix, of which the lists of lib/rulings.lua are named
-- ARGV[1]  the hash of the comment's text
-- ARGV[2]  what similar texts that were ruled are found by, JSON: high, low, bands,
--          distance; or ''
-- ARGV[3]  the earliest time of a ruling that still holds, milliseconds since 1970
-- returns  {decision, revision, ruling} where the comment is stored with this text; the ruling is
--          nil where there is none;
--          {nil, nil, nil, assessment, ruling on the same text, ruling on the nearest similar text,
--          its distance} where it is not, each nil where there is none

--#include near

local stored = redis.call('HMGET', KEYS[1], 'decision', 'revision', 'text', 'ruling')
if stored[1] and stored[3] == ARGV[1] then
  return {stored[1], stored[2], stored[4]}
end
local similar, distance
if ARGV[2] ~= '' then
  local text = cjson.decode(ARGV[2])
  local since = tonumber(ARGV[3])
  similar, distance = nearest(KEYS[4] .. 'ruled:', text.bands, text.high, text.low,
    text.distance, function(entry)
      return tonumber(string.match(entry, '"at":(%d+)')) >= since
    end)
end
return {false, false, false, redis.call('GET', KEYS[2]), redis.call('GET', KEYS[3]),
  similar and string.sub(similar, 9) or false, distance or 0}
