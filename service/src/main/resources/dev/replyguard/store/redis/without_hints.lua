-- Which of some comments wait without hints: drawn by lot, or among those that are held, and not
-- decided yet. Reads only.
--
-- KEYS[1]   the site's prefix
-- ARGV[..]  the comments' ids
-- returns   those of them that do

local found = {}
for _, id in ipairs(ARGV) do
  local ruling, sample, blind =
    unpack(redis.call('HMGET', KEYS[1] .. 'comment:' .. id, 'ruling', 'sample', 'blind'))
  if not ruling and (sample or blind) then
    found[#found + 1] = id
  end
end
return found
