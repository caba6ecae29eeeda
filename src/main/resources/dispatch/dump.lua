-- Shows what a station's queue holds, to be compared with PostgreSQL.
-- KEYS 1 gen  2 ready  3 jobs  4 busy
-- Answers the gen's id ('' when the station must be rebuilt), then jobs, ready and busy as flat lists of key and value.
local gen = redis.call('HGET', KEYS[1], 'id')
return {
  gen or '',
  redis.call('HGETALL', KEYS[3]),
  redis.call('ZRANGE', KEYS[2], 0, -1, 'WITHSCORES'),
  redis.call('HGETALL', KEYS[4])
}
