-- Lets a request through, unless there were too many lately (generic cell rate algorithm, ITU-T
-- I.371).
--
-- KEYS[1]  when the next request would be due, milliseconds since 1970
-- ARGV[1]  the time, milliseconds since 1970
-- ARGV[2]  the time between two requests in the long run, milliseconds
-- ARGV[3]  how many of them may come at once
-- returns  0; or for how many milliseconds none is let through, and nothing is changed

local now, interval, burst = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local arrival = math.max(now, tonumber(redis.call('GET', KEYS[1]) or 0)) + interval
local ahead = arrival - now - interval * burst
if ahead > 0 then
  return ahead
end
redis.call('SET', KEYS[1], string.format('%.0f', arrival), 'PX', math.max(1, arrival - now))
return 0
