-- What became of an author's comments on one site. Reads only.
--
-- KEYS[1]  the site's prefix
-- ARGV[1]  the author's identity: KIND:HASH
-- ARGV[2]  how many of the latest comments to count
-- ARGV[3]  how many of them to tell
-- returns  {comments of all, approved, held, rejected of those that were counted, then for each that
--          is told, the latest first: id, comment (JSON), verdict, when it was recorded}
--
-- What was drawn by lot and is not decided yet counts as held, as it is shown everywhere.

local index = KEYS[1] .. 'author:' .. ARGV[1]
local counts = {approve = 0, hold = 0, reject = 0}
local told = {}
for place, id in ipairs(redis.call('ZREVRANGE', index, 0, tonumber(ARGV[2]) - 1)) do
  local comment = KEYS[1] .. 'comment:' .. id
  local verdict, ruling, sample, recordedAt =
    unpack(redis.call('HMGET', comment, 'verdict', 'ruling', 'sample', 'recordedAt'))
  if verdict then
    verdict = sample and not ruling and 'hold' or verdict
    counts[verdict] = counts[verdict] + 1
    if place <= tonumber(ARGV[3]) then
      for _, value in ipairs({id, redis.call('HGET', comment, 'comment'), verdict, recordedAt}) do
        told[#told + 1] = value
      end
    end
  end
end
return {redis.call('ZCARD', index), counts.approve, counts.hold, counts.reject, unpack(told)}
