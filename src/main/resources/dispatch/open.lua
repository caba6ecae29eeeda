-- Opens a rebuilt station under a new generation, for the instance that holds the lock, and gives the lock back.
-- KEYS 1 lock  2 gen
-- ARGV 1 token of the lock  2 id of the generation
-- Answers 1 when done, 0 when the lock is another's.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
redis.call('HSET', KEYS[2], 'id', ARGV[2], 'seq', '0')
redis.call('DEL', KEYS[1])
redis.call('PUBLISH', 'd:news', string.match(KEYS[2], '{(.-)}'))
return 1
