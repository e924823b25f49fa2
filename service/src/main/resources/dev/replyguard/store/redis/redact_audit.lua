-- Looks through a part of the audit trail, and takes out of it who is to be forgotten.
--
-- KEYS[1]  the site's prefix
-- ARGV[1]  where to begin, as XRANGE takes it: - or (ID
-- ARGV[2]  how many entries to look at, at most
-- ARGV[3]  who and what, JSON: readers (KIND:HASH each), entries (ids of entries of the author
--          lists), comments (id to the name that takes its place)
-- returns  {id of the last entry looked at or '' where that was the last of all, entries redacted,
--          reports forgotten}

local SITE = KEYS[1]
--#include redact

local asked = cjson.decode(ARGV[3])
local readers, entries, needles = {}, {}, {}
for _, reader in ipairs(asked.readers) do
  readers['reader:' .. reader] = reader
  needles[#needles + 1] = reader
end
for _, entry in ipairs(asked.entries) do
  entries[entry] = true
  needles[#needles + 1] = entry
end
-- Cheaper than decoding what has nothing of it.
local function mayBeMeant(json)
  if next(asked.comments) then
    return true
  end
  for _, needle in ipairs(needles) do
    if string.find(json, needle, 1, true) then
      return true
    end
  end
  return false
end

local redacted, reports = 0, 0
local page = redis.call('XRANGE', SITE .. 'audit', ARGV[1], '+', 'COUNT', ARGV[2])
for _, found in ipairs(page) do
  if mayBeMeant(found[2][2]) then
    local event = cjson.decode(found[2][2])
    local reader = readers[event.by]
    local name = event.comment and asked.comments[event.comment]
    if reader or name or (event.entry and entries[event.entry]) then
      redact(found, name)
      redacted = redacted + 1
      if reader then
        reports = reports + redis.call('HDEL', SITE .. 'reporters:' .. event.comment, reader)
      end
    end
  end
end
local last = #page == tonumber(ARGV[2]) and page[#page][1] or ''
return {last, redacted, reports}
