-- Gives a lease back when PostgreSQL refused the claim; another token's lease stays.
-- KEYS 1 lease  hash: job -> token|worker|until
-- ARGV 1 job  2 token
-- Answers 1 when the lease was this token's, else 0.
local held = redis.call('HGET', KEYS[1], ARGV[1])
if held and string.match(held, '^([^|]+)|') == ARGV[2] then
  return redis.call('HDEL', KEYS[1], ARGV[1])
end
return 0
