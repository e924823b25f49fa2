-- Entries of the audit trail of some types, out of a bounded number of entries. Reads only.
--
-- KEYS[1]    the audit trail, a stream
-- ARGV[1]    where to begin, as XRANGE takes it
-- ARGV[2]    where to end, likewise
-- ARGV[3]    how many entries to look at, at most
-- ARGV[4]    the types, with a blank before and behind each
-- returns    {the id of the last entry looked at, or nil where these were all, [entries, as XRANGE
--            has them]}

local found = {}
local seen = redis.call('XRANGE', KEYS[1], ARGV[1], ARGV[2], 'COUNT', ARGV[3])
for _, entry in ipairs(seen) do
  -- The type is written before all else but the version, and so before any free text.
  local kind = string.match(entry[2][2], '"type":"(%a+)"')
  if kind and string.find(ARGV[4], ' ' .. kind .. ' ', 1, true) then
    found[#found + 1] = entry
  end
end
return {#seen == tonumber(ARGV[3]) and seen[#seen][1] or false, found}
