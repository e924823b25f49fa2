-- How many of an author's comments from before a time are approved, of the latest ones only, as
-- look_up.lua counts. Reads only.
--
-- KEYS[1]    the site's prefix, of which comments are named
-- KEYS[2..]  the author's indexes
-- ARGV[1]    the time, milliseconds since 1970
-- ARGV[2]    up to how many to count
-- returns    how many

local most = 0
for i = 2, #KEYS do
  local count = 0
  for _, id in ipairs(redis.call('ZREVRANGEBYSCORE', KEYS[i], '(' .. ARGV[1], '-inf',
    'LIMIT', 0, 50)) do
    if count < tonumber(ARGV[2])
        and redis.call('HGET', KEYS[1] .. 'comment:' .. id, 'verdict') == 'approve' then
      count = count + 1
    end
  end
  most = math.max(most, count)
end
return most
