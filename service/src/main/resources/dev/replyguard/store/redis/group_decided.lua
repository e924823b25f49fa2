-- Which comments of a group of near-duplicates do not wait, the latest first. Reads only.
--
-- KEYS[1]  the site's prefix, of which the group, its comments and the queue are named
-- ARGV[1]  the group
-- ARGV[2]  a comment that is left out
-- ARGV[3]  how many to tell
-- ARGV[4]  how many of the group's latest to look at
-- returns  their ids

local found = {}
for _, id in ipairs(redis.call('ZREVRANGE', KEYS[1] .. 'group:' .. ARGV[1], 0, ARGV[4] - 1)) do
  if #found == tonumber(ARGV[3]) then
    break
  end
  if id ~= ARGV[2] and redis.call('HEXISTS', KEYS[1] .. 'queue:items', id) == 0
      and redis.call('EXISTS', KEYS[1] .. 'comment:' .. id) == 1 then
    found[#found + 1] = id
  end
end
return found
