-- Adds a site, or puts a changed one in the place of the one that was read.
--
-- KEYS[1]  the sites, a hash of JSON by id
-- KEYS[2]  the audit trail of sites, a stream
-- ARGV[1]  the site's id
-- ARGV[2]  the JSON that was read; '' to add
-- ARGV[3]  the site, JSON
-- ARGV[4]  how many sites there may be
-- ARGV[5]  the audit event, JSON
-- returns  'done'; or, with nothing changed, 'full', or 'outdated' where something else is stored

local stored = redis.call('HGET', KEYS[1], ARGV[1])
if (stored or '') ~= ARGV[2] then
  return 'outdated'
end
if not stored and redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[4]) then
  return 'full'
end
-- The stream first: where it cannot be written, nothing has been.
redis.call('XADD', KEYS[2], '*', 'event', ARGV[5])
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
return 'done'
