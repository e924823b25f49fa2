-- Looks through the queue in the order of rank, from a cursor on.
--
-- A filter, JSON: facets (all must hold), label (1 to 8: the score meant by minScore and maxScore,
-- else the highest), minScore and maxScore (thousandths), from and to (ms, of arrival), text (must
-- be in the searched text), claim ('any', 'free' of others, 'mine'), actor (who asks), open (true:
-- leave out what is held by anybody or assigned to others).

-- The smallest of the sorted sets that has all that is looked for.
local function driving(filter)
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

local function matches(id, item, filter)
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
  local score = filter.label and item.scores[filter.label] or item.top
  if score < (filter.minScore or 0) or score > (filter.maxScore or 1000) then
    return false
  end
  if item.at < (filter.from or 0) or (filter.to and item.at >= filter.to) then
    return false
  end
  return not filter.text
    or string.find(redis.call('HGET', key('queue:texts'), id), filter.text, 1, true) ~= nil
end

-- Calls found(id, item, rank) for each match, at most limit times, looking at no more than `most`
-- entries. Returns the rank and id of the last entry looked at, and whether that was the last of
-- all.
local function page(filter, rank, id, limit, most, now, found)
  local set = driving(filter)
  local at = position(set, rank, id)
  local count, seen = 0, 0
  while seen < most do
    local chunk = redis.call('ZRANGE', set, at, at + 99, 'WITHSCORES')
    for i = 1, #chunk, 2 do
      id, rank = chunk[i], chunk[i + 1]
      seen = seen + 1
      -- The cheapest first: what moderators work on stands at the front.
      local item = isClaimedAs(id, filter, now) and waiting(id)
      if item and matches(id, item, filter) then
        found(id, item, rank)
        count = count + 1
        if count == limit then
          return rank, id, false
        end
      end
    end
    if #chunk < 200 then
      return rank, id, true
    end
    at = at + 100
  end
  return rank, id, false
end
