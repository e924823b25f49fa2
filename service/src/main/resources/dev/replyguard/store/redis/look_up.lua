-- What is known before a comment is judged. Reads only.
--
-- KEYS[1]  the comment, a hash
-- KEYS[2]  the cached assessment of the same text, a string
-- ARGV[1]  the hash of the comment's text
-- returns  {decision, revision} where the comment is stored with this text,
--          {nil, nil, assessment} where it is not; the assessment is nil where none is cached

local stored = redis.call('HMGET', KEYS[1], 'decision', 'revision', 'text')
if stored[1] and stored[3] == ARGV[1] then
  return {stored[1], stored[2]}
end
return {false, false, redis.call('GET', KEYS[2])}
