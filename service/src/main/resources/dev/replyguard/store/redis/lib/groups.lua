-- Groups of near-duplicates, each around its first comment, the leader. Needs near and queue.
--
--   near:BAND:VALUE        list: leaders, newest first, at most 64: fingerprint, seconds since 1970
--                          and author in four bytes each, id
--   group:LEADER           sorted set: the comments of the group by when they were recorded
--   group:LEADER:authors   sorted set: their authors by when each wrote last
--   group:LEADER:campaign  string: there where so many wrote within the window
--
-- A comment that has been edited leads no group: what is listed of it is about its earlier text.
--
-- What is known of a text: high and low (its fingerprint), bands (BAND:VALUE), distance, age (ms),
-- author (32 bits of a hash), authors (from how many on they are a campaign), window (ms).

local NEAR_ENTRIES = 64
local MAX_MEMBERS = 10000
local LEADER = '>I4I4I4I4'

local function lead(id, text, now)
  local entry = struct.pack(LEADER, text.high, text.low, math.floor(now / 1000), text.author) .. id
  for _, band in ipairs(text.bands) do
    local list = key('near:' .. band)
    if redis.call('LPUSH', list, entry) > NEAR_ENTRIES then
      redis.call('LTRIM', list, 0, NEAR_ENTRIES - 1)
    end
    redis.call('PEXPIRE', list, text.age)
  end
end

local function touchAuthor(leader, author, at, text)
  local authors = key('group:' .. leader .. ':authors')
  redis.call('ZADD', authors, 'GT', string.format('%.0f', at), string.format('%.0f', author))
  redis.call('ZREMRANGEBYRANK', authors, 0, -MAX_MEMBERS - 1)
  redis.call('PEXPIRE', authors, text.window)
end

local function isEdited(leader)
  local revision = redis.call('HGET', key('comment:' .. leader), 'revision')
  return revision and revision ~= '1'
end

-- Finds the comment's group or makes it a leader, unless it is an edited one. Returns the group, or
-- nothing where the comment is alone, and whether the group is a campaign.
local function join(id, revision, text, now)
  local entry = nearest(key('near:'), text.bands, text.high, text.low, text.distance,
    function(candidate)
      local _, _, seconds = struct.unpack(LEADER, candidate)
      local leader = string.sub(candidate, 17)
      return seconds * 1000 + text.age >= now and leader ~= id and not isEdited(leader)
    end)
  if not entry then
    if revision == 1 then
      lead(id, text, now)
    end
    return nil, false
  end
  local _, _, seconds, author = struct.unpack(LEADER, entry)
  local leader = string.sub(entry, 17)
  local members = key('group:' .. leader)
  if redis.call('EXISTS', members) == 0 then
    redis.call('ZADD', members, seconds * 1000, leader)
    if redis.call('EXISTS', key('comment:' .. leader)) == 1 then
      redis.call('HSET', key('comment:' .. leader), 'group', leader)
    end
    touchAuthor(leader, author, seconds * 1000, text)
    adopt(leader, leader)
  end
  redis.call('ZADD', members, now, id)
  redis.call('ZREMRANGEBYRANK', members, 0, -MAX_MEMBERS - 1)
  redis.call('PEXPIRE', members, text.age)
  touchAuthor(leader, text.author, now, text)
  local authors = redis.call('ZCOUNT', key('group:' .. leader .. ':authors'),
    now - text.window, '+inf')
  local campaign = key('group:' .. leader .. ':campaign')
  if authors >= text.authors then
    redis.call('SET', campaign, 1, 'PX', text.age)
    return leader, true
  end
  return leader, redis.call('EXISTS', campaign) == 1
end
