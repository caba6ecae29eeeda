-- Shows what a station's queue holds, to be compared with PostgreSQL.
-- KEYS 1 gen  2 ready  3 jobs  4 lease  5 busy  6 gone  7 events
-- Answers the gen's id ('' when the station must be rebuilt); jobs, ready, lease and busy as flat lists of key and value;
-- the jobs in gone; of the events the number of the last as gen says it, then how many there are, the first and the last;
-- and, as a flat list, each job in them with its version in the latest.
local gen = redis.call('HMGET', KEYS[1], 'id', 'seq')
local events = redis.call('XRANGE', KEYS[7], '-', '+')
local latest = {}
for _, event in ipairs(events) do
  local card = event[2][2]
  latest[string.match(card, '"id":"([^"]+)"') or event[1]] = string.match(card, '"version":(%d+)') or ''
end
local told = {}
for job, version in pairs(latest) do
  told[#told + 1] = job
  told[#told + 1] = version
end
local function number(event)
  return event and string.match(event[1], '^(%d+)-0$') or '0'
end
return {
  gen[1] or '',
  redis.call('HGETALL', KEYS[3]),
  redis.call('ZRANGE', KEYS[2], 0, -1, 'WITHSCORES'),
  redis.call('HGETALL', KEYS[4]),
  redis.call('HGETALL', KEYS[5]),
  redis.call('ZRANGE', KEYS[6], 0, -1),
  { gen[2] or '0', tostring(#events), number(events[1]), number(events[#events]) },
  told
}
