-- What is known before a comment is judged, in one round trip. It reads, but for the floods and the
-- duplicate: what is watched is counted, unless the comment is known already.
--
-- KEYS[1]    the comment, a hash
-- KEYS[2]    the cached assessment of the same text, a string
-- KEYS[3]    the ruling on the same text, a string
-- KEYS[4]    the site's prefix, of which comments and the lists of lib/rulings.lua are named
-- KEYS[5]    the entries of the author lists, a hash of JSON by id
-- KEYS[6]    how many entries there are of networks of each size, a hash
-- KEYS[7..]  those that ARGV[2] names by their numbers
-- ARGV[1]    the hash of the comment's text; of one that is stored the beginning is compared
-- ARGV[2]    what is asked, JSON:
--              now        milliseconds since 1970
--              ids        ids of the entries that may be about the author
--              address    the author's address in hexadecimal, or ''
--              approved   {wanted: up to how many approved comments to count,
--                          keys: the numbers of the keys of the author's indexes}
--              floods     [{key: its number, interval, tolerance: microseconds}]
--              duplicate  {key: its number, id: the comment's id, window: milliseconds}
-- ARGV[3]    what similar texts that were ruled are found by, JSON: high, low, bands,
--            distance; or ''
-- ARGV[4]    the earliest time of a ruling that still holds, milliseconds since 1970
-- returns    {decision, revision, ruling} where the comment is stored with this text; the ruling is
--            nil where there is none; else
--            {nil, nil, nil, assessment, ruling on the same text, ruling on the nearest similar
--             text, its distance, [entries, JSON], approved, [1 where a flood is over, else 0],
--             the id of the comment that this one repeats}, of which what is not known is nil
--
-- The floods are a generic cell rate algorithm (ITU-T I.371, 1993) by the virtual scheduling of its
-- annex: a key holds the theoretical arrival time of the next comment, in microseconds.

--#include near

local stored = redis.call('HMGET', KEYS[1], 'decision', 'revision', 'text', 'ruling')
if stored[1] and stored[3] and string.sub(stored[3], 1, #ARGV[1]) == ARGV[1] then
  return {stored[1], stored[2], stored[4]}
end
local asked = cjson.decode(ARGV[2])

-- The prefix of a network: an address's hexadecimal digits with all bits but the first ones 0.
local function prefix(address, length)
  local whole = math.floor(length / 4)
  local rest = length % 4
  local digits = string.sub(address, 1, whole)
  if rest > 0 then
    local digit = tonumber(string.sub(address, whole + 1, whole + 1), 16)
    digits = digits .. string.format('%x', digit - digit % 2 ^ (4 - rest))
  end
  return digits .. string.rep('0', #address - #digits)
end

local function entries()
  local ids = asked.ids
  if asked.address ~= '' then
    for _, size in ipairs(redis.call('HKEYS', KEYS[6])) do
      local digits, length = string.match(size, '^(%d+)%-(%d+)$')
      if tonumber(digits) == #asked.address then
        ids[#ids + 1] = 'network:' .. prefix(asked.address, tonumber(length)) .. '-' .. length
      end
    end
  end
  local found = {}
  if #ids > 0 then
    for _, json in ipairs(redis.call('HMGET', KEYS[5], unpack(ids))) do
      if json then
        found[#found + 1] = json
      end
    end
  end
  return found
end

-- The latest comments only: an author of whose last 50 none was approved is as good as new.
local function approved()
  local most = 0
  for _, key in ipairs(asked.approved.keys) do
    local count = 0
    for _, id in ipairs(redis.call('ZREVRANGE', KEYS[key], 0, 49)) do
      if count < asked.approved.wanted
          and redis.call('HGET', KEYS[4] .. 'comment:' .. id, 'verdict') == 'approve' then
        count = count + 1
      end
    end
    most = math.max(most, count)
  end
  return most
end

local function isOver(flood)
  local now = asked.now * 1000
  local arrival = math.max(now, tonumber(redis.call('GET', KEYS[flood.key]) or '0'))
  local next = arrival + flood.interval
  if next - now > flood.tolerance then
    return 1
  end
  redis.call('SET', KEYS[flood.key], string.format('%.0f', next),
    'PX', math.max(1, math.ceil((next - now) / 1000)))
  return 0
end

local function repeated()
  local key = KEYS[asked.duplicate.key]
  local first = redis.call('GET', key)
  if first then
    return first ~= asked.duplicate.id and first
  end
  redis.call('SET', key, asked.duplicate.id, 'PX', asked.duplicate.window)
  return false
end

local function similarRuling()
  if ARGV[3] == '' then
    return false, 0
  end
  local text = cjson.decode(ARGV[3])
  local since = tonumber(ARGV[4])
  local entry, distance = nearest(KEYS[4] .. 'ruled:', text.bands, text.high, text.low,
    text.distance, function(candidate)
      return tonumber(string.match(candidate, '"at":(%d+)')) >= since
    end)
  return entry and string.sub(entry, 9) or false, distance or 0
end

local floods = {}
for i, flood in ipairs(asked.floods) do
  floods[i] = isOver(flood)
end
local similar, distance = similarRuling()
return {false, false, false, redis.call('GET', KEYS[2]), redis.call('GET', KEYS[3]), similar,
  distance, entries(), asked.approved and approved() or false, floods,
  asked.duplicate and repeated() or false}
