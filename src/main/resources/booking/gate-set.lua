-- Notes a slot's committed state, unless a newer one is known, and who has a seat: they are always let through.
-- KEYS[1]  the slot's gate
-- ARGV[1]  version; -1 to note requests only
-- ARGV[2]  free seats
-- ARGV[3]  untilMs: until when that is believed of a full slot
-- ARGV[4]  keptMs: how long the gate is kept
-- ARGV[5…] the requests that got a seat
-- Answers 1 when the state was taken, else 0.
for i = 5, #ARGV do
  redis.call('HSET', KEYS[1], ARGV[i], 1)
end
local version = tonumber(ARGV[1])
local known = tonumber(redis.call('HGET', KEYS[1], 'version') or '-1')
local taken = 0
if version >= 0 and version >= known then
  redis.call('HSET', KEYS[1], 'version', version, 'free', ARGV[2], 'until', ARGV[3])
  taken = 1
end
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return taken
