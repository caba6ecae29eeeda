-- Carries states that PostgreSQL has committed into the station's queue. A version that is not newer than the one
-- known changes nothing; ended jobs are remembered for a while so that an old state cannot bring them back.
-- KEYS 1 gen     hash: id, seq
--      2 ready   zset: waiting job -> order
--      3 jobs    hash: job -> version|state|worker
--      4 lease   hash: job -> token|worker|until
--      5 busy    hash: worker -> job|since
--      6 gone    zset: ended job -> when, in ms
--      7 events  stream: seq-0 -> card
-- ARGV 1 nowMs  2 announce: 1 writes events, 0 does not  3 events kept  4 ms for which ended jobs are remembered
--      then for each job: id, version, state, worker ('' for none), order, since when in hand (ms), card
-- Answers the gen's id ('' when the station must be rebuilt) and how many jobs were new to the queue.
local now = tonumber(ARGV[1])
local gen = redis.call('HGET', KEYS[1], 'id')
local applied = 0

local function settle(job, version, state, worker, order, since, card)
  local known = redis.call('HGET', KEYS[3], job)
  if known then
    local at, holder = string.match(known, '^(%d+)|%a+|(.*)$')
    if tonumber(at) >= tonumber(version) then
      return
    end
    local held = holder ~= '' and redis.call('HGET', KEYS[5], holder)
    if held and string.match(held, '^([^|]+)|') == job then
      redis.call('HDEL', KEYS[5], holder)
    end
  end
  redis.call('HSET', KEYS[3], job, version .. '|' .. state .. '|' .. worker)
  redis.call('HDEL', KEYS[4], job)
  if state == 'WAITING' then
    redis.call('ZADD', KEYS[2], order, job)
  else
    redis.call('ZREM', KEYS[2], job)
  end
  if state == 'ACCEPTED' or state == 'ARRIVED' then
    local other = redis.call('HGET', KEYS[5], worker)
    if not other or tonumber(string.match(other, '|(%d+)$')) <= tonumber(since) then
      redis.call('HSET', KEYS[5], worker, job .. '|' .. since)
    end
  elseif state == 'DONE' or state == 'CANCELLED' then
    redis.call('ZADD', KEYS[6], now, job)
  end
  applied = applied + 1
  if gen and ARGV[2] == '1' then
    local seq = redis.call('HINCRBY', KEYS[1], 'seq', 1)
    redis.call('XADD', KEYS[7], 'MAXLEN', ARGV[3], seq .. '-0', 'card', card)
  end
end

for i = 5, #ARGV, 7 do
  settle(ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], ARGV[i + 4], ARGV[i + 5], ARGV[i + 6])
end

local forgotten = redis.call('ZRANGEBYSCORE', KEYS[6], '-inf', now - tonumber(ARGV[4]), 'LIMIT', 0, 100)
for _, job in ipairs(forgotten) do
  redis.call('HDEL', KEYS[3], job)
  redis.call('ZREM', KEYS[6], job)
end
return { gen or '', tostring(applied) }
