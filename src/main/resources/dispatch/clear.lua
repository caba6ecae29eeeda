-- Empties a station before it is rebuilt, for the instance that holds the lock.
-- KEYS 1 lock  2 gen  3 ready  4 jobs  5 lease  6 busy  7 gone  8 events
-- ARGV 1 token of the lock
-- Answers 1 when done, 0 when the lock is another's.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
redis.call('DEL', KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7], KEYS[8])
return 1
