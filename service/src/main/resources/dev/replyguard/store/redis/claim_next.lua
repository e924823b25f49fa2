-- Gives a moderator the next entries that nobody holds.
--
-- KEYS[1]  the site's prefix, of which lib/queue.lua makes every name
-- ARGV[1]  the filter, JSON, as lib/page.lua has it; open is true
-- ARGV[2]  the rank to go on after, or empty
-- ARGV[3]  the id to go on after, or empty
-- ARGV[4]  how many entries to give at most
-- ARGV[5]  how many to look at at most
-- ARGV[6]  the time, milliseconds since 1970
-- ARGV[7]  who takes them
-- ARGV[8]  when the lease ends, milliseconds since 1970
-- returns  as queue_page.lua

local SITE = KEYS[1]
--#include queue
--#include page

local rank = ARGV[2] ~= '' and ARGV[2] or nil
local rows = {'', '', 0}
local last, id, complete = page(cjson.decode(ARGV[1]), rank, ARGV[3], tonumber(ARGV[4]),
  tonumber(ARGV[5]), tonumber(ARGV[6]), function(found, item, itsRank)
    grant(found, ARGV[7], ARGV[8])
    rows[#rows + 1] = found
    rows[#rows + 1] = itsRank
    rows[#rows + 1] = redis.call('HGET', key('queue:items'), found)
    rows[#rows + 1] = item.group and inGroup(item.group) or 1
    rows[#rows + 1] = ARGV[7]
    rows[#rows + 1] = ARGV[8]
  end)
rows[1], rows[2], rows[3] = last or '', id or '', complete and 1 or 0
return rows
