-- Whether a slot is known to be full, so that one more who asks can be turned away without the database.
-- KEYS[1]  the slot's gate: a hash of version, free, until, and a field for each request that got a seat
-- ARGV[1]  the request
-- ARGV[2]  nowMs
-- ARGV[3]  staysMs: how long a full slot is believed; after that one request is let through to look again
-- Answers 1 to turn it away, 0 to let it through.
local free, till, known = unpack(redis.call('HMGET', KEYS[1], 'free', 'until', ARGV[1]))
if known or not free or tonumber(free) > 0 then
  return 0
end
local now, stays = tonumber(ARGV[2]), tonumber(ARGV[3])
-- More than a stay ahead: written under a clock that has since been set back.
if now >= tonumber(till) or tonumber(till) > now + stays then
  redis.call('HSET', KEYS[1], 'until', now + stays)
  return 0
end
return 1
