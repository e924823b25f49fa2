-- Removes a comment with all that belongs to it, or nothing at all, but that where many comments
-- answer it, their copies of its text go before.
--
-- KEYS[1]  the site's prefix, of which all names here are made
-- ARGV[1]  the comment's id
-- ARGV[2]  its revision as the caller has seen it: ARGV[4] is derived from no later one
-- ARGV[3]  'erase': its author is to be forgotten; 'expire': its time is over
-- ARGV[4]  what is derived from it, JSON: identities (of its authors), authors (32 bits of a hash
--          each, as groups have them), bands (BAND:VALUE), digests (of texts that may have been
--          ruled), once (names of strings that hold its id), gone (names that go whatever they
--          hold), parents (ids of the comments that it quotes)
-- ARGV[5]  what stands for its id in the audit trail from now on
-- ARGV[6]  1 where the audit trail has been looked through for entries that the comment does not
--          list, else 0
-- returns  {'missing'} where there is no such comment; {'changed'} where there is a later revision;
--          {'waiting'} where it waits for a moderator and is not to be erased;
--          {'answers', quotes} where more comments answer it than are looked at in one call: it is
--          still there, but so many copies of its text are gone, and the call is to be made again;
--          {'long', id} where its list of audit entries is full, whose last one that is;
--          {'removed', revisions, audit entries, reports, 1 where it waited else 0, quotes}

local SITE = KEYS[1]
--#include queue
--#include redact

local MAX_TRAIL = 4000
local MAX_ANSWERS = 100
local id, erase = ARGV[1], ARGV[3] == 'erase'
local derived = cjson.decode(ARGV[4])
local comment = key('comment:' .. id)

local function unlist()
  redis.call('ZREM', key('recorded'), id)
  redis.call('ZREM', key('labelled'), id)
  for _, identity in ipairs(derived.identities) do
    redis.call('ZREM', key('author:' .. identity), id)
  end
end

local revision, group, trail = unpack(redis.call('HMGET', comment, 'revision', 'group', 'trail'))
if not revision then
  unlist()
  return {'missing'}
end
if revision ~= ARGV[2] then
  return {'changed'}
end
if not erase and waiting(id) then
  return {'waiting'}
end
if erase and trail and #trail >= MAX_TRAIL and ARGV[6] == '0' then
  return {'long', string.match(trail, '[^ ]+$')}
end

-- Comments that answer it have a copy of its text. Of many only some are looked at in one call, as
-- all else waits for it.
local answers = key('answers:' .. id)
local quotes = 0
for _, answer in ipairs(redis.call('SRANDMEMBER', answers, MAX_ANSWERS)) do
  local json = redis.call('HGET', key('comment:' .. answer), 'comment')
  local document = json and cjson.decode(json)
  if document and document.parent and document.parent.id == id and document.parent.text then
    document.parent.text = nil
    redis.call('HSET', key('comment:' .. answer), 'comment', cjson.encode(document))
    quotes = quotes + 1
  end
  local revisions = key('revisions:' .. answer)
  for at, earlier in ipairs(redis.call('LRANGE', revisions, 0, -1)) do
    -- Cut out of the JSON as it is: decoded and encoded, its empty arrays would become objects.
    local from, to = string.find(earlier, '"comment":', 1, true), nil
    to = string.find(earlier, ',"decision":', from, true)
    local part = cjson.decode(string.sub(earlier, from + 10, to - 1))
    if part.parent and part.parent.id == id and part.parent.text then
      part.parent.text = nil
      redis.call('LSET', revisions, at - 1, string.sub(earlier, 1, from + 9) .. cjson.encode(part)
        .. string.sub(earlier, to))
      quotes = quotes + 1
    end
  end
  redis.call('SREM', answers, answer)
end
if redis.call('EXISTS', answers) == 1 then
  return {'answers', quotes}
end

-- What is remembered of its texts.
for _, band in ipairs(derived.bands) do
  local near, ruled = key('near:' .. band), key('ruled:' .. band)
  for _, entry in ipairs(redis.call('LRANGE', near, 0, -1)) do
    if string.sub(entry, 17) == id then
      redis.call('LREM', near, 0, entry)
    end
  end
  for _, entry in ipairs(redis.call('LRANGE', ruled, 0, -1)) do
    -- Eight bytes of fingerprint, eight scores of two digits, the ruling.
    if cjson.decode(string.sub(entry, 25)).comment == id then
      redis.call('LREM', ruled, 0, entry)
    end
  end
end
for _, digest in ipairs(derived.digests) do
  local ruling = redis.call('GET', key('ruled:' .. digest))
  if ruling and cjson.decode(ruling).comment == id then
    redis.call('DEL', key('ruled:' .. digest))
  end
end
for _, name in ipairs(derived.once) do
  if redis.call('GET', key(name)) == id then
    redis.call('DEL', key(name))
  end
end
for _, name in ipairs(derived.gone) do
  redis.call('DEL', key(name))
end

local waited = leave(id) and 1 or 0
if group then
  redis.call('ZREM', key('group:' .. group), id)
  if erase then
    for _, author in ipairs(derived.authors) do
      redis.call('ZREM', key('group:' .. group .. ':authors'), author)
    end
  end
end

for _, parent in ipairs(derived.parents) do
  redis.call('SREM', key('answers:' .. parent), id)
end
local redacted = 0
if erase then
  for entry in string.gmatch(trail or '', '[^ ]+') do
    local found = redis.call('XRANGE', key('audit'), entry, entry)[1]
    if found then
      redact(found, ARGV[5])
      redacted = redacted + 1
    end
  end
  local scored = redis.call('HGETALL', key('scored'))
  for i = 1, #scored, 2 do
    local last = cjson.decode(scored[i + 1])
    if last.comment == id then
      last.comment = nil
      redis.call('HSET', key('scored'), scored[i], cjson.encode(last))
    end
  end
  local hooks = redis.call('HKEYS', key('webhooks'))
  for _, hook in ipairs(hooks) do
    local base = key('webhook:' .. hook .. ':')
    for event in string.gmatch(redis.call('HGET', base .. 'chains', id) or '', '[^ ]+') do
      redis.call('HDEL', base .. 'events', event)
      redis.call('HDEL', base .. 'attempts', event)
    end
    redis.call('HDEL', base .. 'chains', id)
    redis.call('ZREM', base .. 'due', id)
  end
end

local reports = redis.call('HLEN', key('reporters:' .. id))
local revisions = 1 + redis.call('LLEN', key('revisions:' .. id))
redis.call('DEL', comment, key('revisions:' .. id), key('reporters:' .. id),
  answers, key('contact:' .. id))
unlist()
return {'removed', revisions, redacted, reports, waited, quotes}
