-- The queue of a site. Taken into scripts that have SITE, the site's prefix, from which every name
-- here is made; all of them lie in that prefix' slot.
--
--   queue                  sorted set: every waiting comment by when it arrived
--   queue:priority         sorted set: what is offered to moderators, by rank, the least first: a
--                          group of similar comments once, as its head
--   queue:by:FACET         sorted sets: the same ranks, by what the comments have in common
--   queue:counts           hash: how many entries a narrow facet has
--   queue:items            hash: id to item, JSON
--   queue:texts            hash: id to the text that is searched
--   queue:heads            hash: group to the comment that stands for it
--   leases, holders        sorted set and hash: id to the end of its lease, and to who has it
--
-- An item: at (ms), base (rank without reports and group), wr and wg (ms that reports and a group
-- add), reports, scores (eight, in thousandths), top (the highest), narrow and wide (facets, one a
-- line), and where there is one: group, assignee, second (who has decided it first), origins (marks
-- of where it comes from, separated by blanks).
--
-- Narrow facets (label, rule, language) list what is offered; wide ones (author, article, group,
-- assignee) list every comment, also those that another stands for.

local function key(name)
  return SITE .. name
end

local function facets(lines)
  return string.gmatch(lines or '', '[^\n]+')
end

local function log2(x)
  return math.log(x) / math.log(2)
end

local function waiting(id)
  local json = redis.call('HGET', key('queue:items'), id)
  return json and cjson.decode(json)
end

local function keep(id, item)
  redis.call('HSET', key('queue:items'), id, cjson.encode(item))
end

local function inGroup(group)
  return redis.call('ZCARD', key('queue:by:group:' .. group))
end

local function isHead(id, item)
  return not item.group or redis.call('HGET', key('queue:heads'), item.group) == id
end

local function rankOf(id, item)
  local size = item.group and isHead(id, item) and math.max(1, inGroup(item.group)) or 1
  local rank = item.base - item.wr * log2(1 + item.reports) - item.wg * log2(size)
  return string.format('%.17g', rank)
end

local function listWide(id, item, rank)
  for facet in facets(item.wide) do
    redis.call('ZADD', key('queue:by:' .. facet), rank, id)
  end
  if item.group then
    redis.call('ZADD', key('queue:by:group:' .. item.group), rank, id)
  end
  if item.assignee then
    redis.call('ZADD', key('queue:by:assignee:' .. item.assignee), rank, id)
  end
end

local function listNarrow(id, item, rank, step)
  redis.call('ZADD', key('queue:priority'), rank, id)
  for facet in facets(item.narrow) do
    redis.call('ZADD', key('queue:by:' .. facet), rank, id)
    if step > 0 then
      redis.call('HINCRBY', key('queue:counts'), facet, step)
    end
  end
end

-- Takes the rank anew after something that it depends on has changed.
local function move(id, item)
  local rank = rankOf(id, item)
  listWide(id, item, rank)
  if isHead(id, item) then
    listNarrow(id, item, rank, 0)
  end
end

-- Lets a comment that does not wait yet wait.
local function enter(id, item, text)
  redis.call('ZADD', key('queue'), item.at, id)
  redis.call('HSET', key('queue:texts'), id, text)
  keep(id, item)
  local head = item.group and redis.call('HGET', key('queue:heads'), item.group)
  if head then
    listWide(id, item, rankOf(id, item))
    move(head, waiting(head))
  else
    if item.group then
      redis.call('HSET', key('queue:heads'), item.group, id)
    end
    local rank = rankOf(id, item)
    listWide(id, item, rank)
    listNarrow(id, item, rank, 1)
  end
end

local function unlistNarrow(id, item)
  redis.call('ZREM', key('queue:priority'), id)
  for facet in facets(item.narrow) do
    redis.call('ZREM', key('queue:by:' .. facet), id)
    if redis.call('HINCRBY', key('queue:counts'), facet, -1) <= 0 then
      redis.call('HDEL', key('queue:counts'), facet)
    end
  end
end

-- Makes a comment that waits by itself the first of a group.
local function adopt(id, group)
  local item = waiting(id)
  if item and not item.group then
    item.group = group
    redis.call('HSET', key('queue:heads'), group, id)
    keep(id, item)
    move(id, item)
  end
end

-- Who stands for a group whose head has gone: the member of the least rank.
local function promote(group)
  local next = redis.call('ZRANGE', key('queue:by:group:' .. group), 0, 0)[1]
  if not next then
    redis.call('HDEL', key('queue:heads'), group)
    return
  end
  redis.call('HSET', key('queue:heads'), group, next)
  local item = waiting(next)
  local rank = rankOf(next, item)
  listWide(next, item, rank)
  listNarrow(next, item, rank, 1)
end

local function dropLease(id)
  redis.call('ZREM', key('leases'), id)
  redis.call('HDEL', key('holders'), id)
end

-- Takes a comment out of the queue. Returns its item, or nothing where it did not wait.
local function leave(id)
  local item = waiting(id)
  if not item then
    return nil
  end
  local head = isHead(id, item)
  if head then
    unlistNarrow(id, item)
  end
  for facet in facets(item.wide) do
    redis.call('ZREM', key('queue:by:' .. facet), id)
  end
  if item.assignee then
    redis.call('ZREM', key('queue:by:assignee:' .. item.assignee), id)
  end
  if item.group then
    redis.call('ZREM', key('queue:by:group:' .. item.group), id)
  end
  redis.call('ZREM', key('queue'), id)
  redis.call('HDEL', key('queue:items'), id)
  redis.call('HDEL', key('queue:texts'), id)
  dropLease(id)
  if item.group then
    if head then
      promote(item.group)
    else
      local other = redis.call('HGET', key('queue:heads'), item.group)
      move(other, waiting(other)) -- its group has become smaller
    end
  end
  return item
end

-- Who holds a comment at that time and until when; nothing where its lease has ended.
local function lease(id, now)
  local ends = tonumber(redis.call('ZSCORE', key('leases'), id) or 0)
  if ends > now then
    return redis.call('HGET', key('holders'), id), ends
  end
  return nil
end

local function grant(id, actor, ends)
  redis.call('ZADD', key('leases'), ends, id)
  redis.call('HSET', key('holders'), id, actor)
end
