-- Looks through a part of the stream of events and removes what is about comments that are no
-- longer there.
--
-- KEYS[1]  the site's prefix
-- ARGV[1]  where to begin, as XRANGE takes it: - or (ID
-- ARGV[2]  how many entries to look at, at most
-- returns  {id of the last entry looked at or '' where that was the last of all, entries removed}

local SITE = KEYS[1]
local removed = 0
local page = redis.call('XRANGE', SITE .. 'events', ARGV[1], '+', 'COUNT', ARGV[2])
for _, found in ipairs(page) do
  for i = 1, #found[2], 2 do
    if found[2][i] == 'comment'
      and redis.call('EXISTS', SITE .. 'comment:' .. found[2][i + 1]) == 0 then
      removed = removed + redis.call('XDEL', SITE .. 'events', found[1])
    end
  end
end
return {#page == tonumber(ARGV[2]) and page[#page][1] or '', removed}
