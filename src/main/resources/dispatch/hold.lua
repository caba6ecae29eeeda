-- Keeps the lock of a station that is being rebuilt, for the instance that holds it.
-- KEYS 1 lock
-- ARGV 1 token of the lock  2 for how long, in ms
-- Answers 1 when it is kept, 0 when the lock is another's or has run out.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
