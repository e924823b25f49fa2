-- Adds a webhook, or puts another in its place.
--
-- KEYS[1]  the site's webhooks, a hash of JSON
-- KEYS[2]  the site's audit trail, a stream
-- ARGV[1]  its id
-- ARGV[2]  the webhook, JSON
-- ARGV[3]  how many a site may have; '' where it must be there already
-- ARGV[4]  as it must be now, JSON; for one that must be there
-- ARGV[5]  the audit event, JSON
-- returns  1 where it is stored, 0 where there are so many already, or it is no longer as it was

if ARGV[3] == '' then
  if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[4] then
    return 0
  end
elseif redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[3]) then
  return 0
end
-- The stream first: where it cannot be written, nothing has been.
redis.call('XADD', KEYS[2], '*', 'event', ARGV[5])
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
return 1
