-- What is known before a comment is judged. Reads only.
--
-- KEYS[1]  the comment, a hash
-- KEYS[2]  the cached decision on the same text, a string
-- returns  {'comment', decision} where the comment is stored,
--          {'text', decision} where only its text has been judged,
--          nil where neither is known

local decision = redis.call('HGET', KEYS[1], 'decision')
if decision then
  return {'comment', decision}
end
decision = redis.call('GET', KEYS[2])
if decision then
  return {'text', decision}
end
return nil
