-- A page of the queue. Reads only.
--
-- KEYS[1]  the site's prefix, of which lib/queue.lua makes every name
-- ARGV[1]  the filter, JSON, as lib/page.lua has it
-- ARGV[2]  the rank to go on after, or empty
-- ARGV[3]  the id to go on after, or empty
-- ARGV[4]  how many entries to find at most
-- ARGV[5]  how many to look at at most
-- ARGV[6]  the time, milliseconds since 1970
-- returns  {rank and id of the last entry looked at, 1 where it was the last of all else 0,
--          then for each entry: id, rank, item, waiting members of its group, holder or '', end of
--          the lease or '0'}

local SITE = KEYS[1]
--#include queue
--#include page

local now = tonumber(ARGV[6])
local rank = ARGV[2] ~= '' and ARGV[2] or nil
local rows = {'', '', 0}
local last, id, complete = page(cjson.decode(ARGV[1]), rank, ARGV[3], tonumber(ARGV[4]),
  tonumber(ARGV[5]), now, function(found, item, itsRank)
    local holder, ends = lease(found, now)
    rows[#rows + 1] = found
    rows[#rows + 1] = itsRank
    rows[#rows + 1] = redis.call('HGET', key('queue:items'), found)
    rows[#rows + 1] = item.group and inGroup(item.group) or 1
    rows[#rows + 1] = holder or ''
    rows[#rows + 1] = string.format('%.0f', ends or 0)
  end)
rows[1], rows[2], rows[3] = last or '', id or '', complete and 1 or 0
return rows
