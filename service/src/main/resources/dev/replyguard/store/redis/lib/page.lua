-- Looks through the queue in the order of rank, from a cursor on. What an entry lacks is told by the
-- cheapest look at it: most are passed over by one pattern on their item or text as it is stored, and
-- only what is found is decoded.
--
-- A filter, JSON: facets (all must hold), label (1 to 8: the score meant by minScore and maxScore,
-- else the highest), minScore and maxScore (thousandths), from and to (ms, of arrival), text (must
-- be in the searched text), claim ('any', 'free' of others, 'mine'), actor (who asks), open (true:
-- leave out what is held by anybody or assigned to others).

-- The smallest of the sorted sets that has all that is looked for.
local function driving(filter)
  if filter.origins then
    return key('queue')
  end
  local best = key('queue:priority')
  local least
  local wide = false
  for _, facet in ipairs(filter.facets) do
    local name = key('queue:by:' .. facet.name)
    local size = redis.call('ZCARD', name)
    -- Only a wide facet lists the comments that another stands for.
    if not least or (facet.wide and not wide) or (facet.wide == wide and size < least) then
      best, least, wide = name, size, facet.wide
    end
  end
  return best
end

-- Where to go on after a place that may be gone by now.
local function position(set, rank, id)
  if not rank then
    return 0
  end
  local now = redis.call('ZSCORE', set, id)
  if now and tonumber(now) == tonumber(rank) then
    return redis.call('ZRANK', set, id) + 1
  end
  local at = redis.call('ZCOUNT', set, '-inf', '(' .. rank)
  while true do
    local same = redis.call('ZRANGE', set, at, at + 99, 'WITHSCORES')
    if #same == 0 then
      return at
    end
    for i = 1, #same, 2 do
      if tonumber(same[i + 1]) > tonumber(rank) or same[i] > id then
        return at
      end
      at = at + 1
    end
  end
end

local function has(lines, facet)
  return string.find('\n' .. lines .. '\n', '\n' .. facet .. '\n', 1, true) ~= nil
end

local function bears(item, facet)
  return has(item.narrow, facet)
    or has(item.wide, facet)
    or (item.group and facet == 'group:' .. item.group)
    or (item.assignee and facet == 'assignee:' .. item.assignee)
    or false
end

local function isClaimedAs(id, filter, now)
  if filter.claim == 'any' and not filter.open then
    return true
  end
  local holder = lease(id, now)
  if filter.open then
    return not holder
  end
  return holder == filter.actor or filter.claim == 'free' and not holder
end

local function matches(item, filter)
  if item.second and item.second == filter.actor then
    return false
  end
  local assignee = item.assignee
  if filter.open and assignee and 'moderator:' .. assignee ~= filter.actor
    and 'user:' .. assignee ~= filter.actor then
    return false
  end
  for _, facet in ipairs(filter.facets) do
    if not bears(item, facet.name) then
      return false
    end
  end
  return true
end

-- What the numbers of an item must be, by patterns on its JSON: in there a quote within a string is
-- escaped, so that no such name can be part of one.
local function bounds(filter)
  local list = {}
  if filter.minScore and filter.minScore > 0 or filter.maxScore and filter.maxScore < 1000 then
    list[1] = {filter.label and '"scores":%[' .. string.rep('[^,]+,', filter.label - 1) .. '(%d+)'
      or '"top":(%d+)', filter.minScore or 0, filter.maxScore or 1000}
  end
  if filter.from or filter.to then
    list[#list + 1] = {'"at":(%d+)', filter.from or 0, (filter.to or math.huge) - 1}
  end
  return list
end

local function isWithin(json, list)
  for _, bound in ipairs(list) do
    local value = tonumber(string.match(json, bound[1]))
    if value < bound[2] or value > bound[3] then
      return false
    end
  end
  return true
end

local function comesFrom(json, marks)
  for mark in string.gmatch(string.match(json, '"origins":"([^"]*)"') or '', '%x+') do
    if marks[mark] then
      return true
    end
  end
  return false
end

local CHUNK = 100
local FEW = 1000

-- All ids of a sorted set between two scores, unless they are many.
local function few(name, from, to)
  local count = redis.call('ZCOUNT', key(name), from, to)
  return count <= FEW and redis.call('ZRANGEBYSCORE', key(name), from, to) or nil
end

-- The ids of those who alone can be meant, where these are few: what is claimed, or what has arrived
-- within a time.
local function candidates(filter, now)
  if filter.claim == 'mine' then
    return few('leases', '(' .. string.format('%.0f', now), '+inf')
  end
  if filter.from or filter.to then
    return few('queue', filter.from and string.format('%.0f', filter.from) or '-inf',
      filter.to and '(' .. string.format('%.0f', filter.to) or '+inf')
  end
  return nil
end

-- As ids and ranks, in order.
local function ranked(ids, set)
  local rows = {}
  for _, id in ipairs(ids) do
    local rank = redis.call('ZSCORE', set, id)
    if rank then
      rows[#rows + 1] = {id, rank, tonumber(rank)}
    end
  end
  table.sort(rows, function(a, b)
    return a[3] < b[3] or a[3] == b[3] and a[1] < b[1]
  end)
  return rows
end

-- Gives out chunk after chunk of ids and ranks, from a place on; an empty one is the last.
local function reader(filter, rank, id, now)
  local set = driving(filter)
  local few = redis.call('ZCARD', set) > FEW and candidates(filter, now)
  local at
  if not few then
    at = position(set, rank, id)
    return function()
      local ids, ranks = {}, {}
      local chunk = redis.call('ZRANGE', set, at, at + CHUNK - 1, 'WITHSCORES')
      for i = 1, #chunk, 2 do
        ids[#ids + 1], ranks[#ranks + 1] = chunk[i], chunk[i + 1]
      end
      at = at + CHUNK
      return ids, ranks
    end
  end
  local rows = ranked(few, set)
  at = 1
  if rank then
    local after = tonumber(rank)
    while rows[at] and (rows[at][3] < after or rows[at][3] == after and rows[at][1] <= id) do
      at = at + 1
    end
  end
  return function()
    local ids, ranks = {}, {}
    while rows[at] and #ids < CHUNK do
      ids[#ids + 1], ranks[#ranks + 1] = rows[at][1], rows[at][2]
      at = at + 1
    end
    return ids, ranks
  end
end

-- Calls found(id, item, rank) for each match, at most limit times, looking at no more than `most`
-- entries. Returns the rank and id of the last entry looked at, and whether that was the last of
-- all.
local function page(filter, rank, id, limit, most, now, found)
  local next = reader(filter, rank, id, now)
  local list = bounds(filter)
  local marks = {}
  for _, mark in ipairs(filter.origins or {}) do
    marks[mark] = true
  end
  local count, seen = 0, 0
  while seen < most do
    local ids, ranks = next()
    if #ids == 0 then
      return rank, id, true
    end
    local texts = filter.text and redis.call('HMGET', key('queue:texts'), unpack(ids))
    local items = not texts and redis.call('HMGET', key('queue:items'), unpack(ids))
    for i = 1, #ids do
      id, rank = ids[i], ranks[i]
      seen = seen + 1
      local json = not texts and items[i]
        or texts and texts[i] and string.find(texts[i], filter.text, 1, true)
          and redis.call('HGET', key('queue:items'), id)
      local item = json and isWithin(json, list)
        and (not filter.origins or comesFrom(json, marks))
        and isClaimedAs(id, filter, now) and cjson.decode(json)
      if item and matches(item, filter) then
        found(id, item, rank)
        count = count + 1
        if count == limit then
          return rank, id, false
        end
      end
    end
    if #ids < CHUNK then
      return rank, id, true
    end
  end
  return rank, id, false
end
