-- Carries states that PostgreSQL has committed into a station's queue: its own jobs, and those of neighbours whose guest
-- it is (the same version is the fence in both places). A version that is not newer than the one known changes nothing;
-- ended jobs are remembered for a while so that an old state cannot bring them back.
-- KEYS 1 gen     hash: id, seq
--      2 ready   zset: waiting job -> rank (danger first, then the promise; PostgreSQL's job.rank)
--      3 jobs    hash: job -> version|state|worker|audience
--      4 lease   hash: job -> token|worker|until
--      5 busy    hash: worker -> jobs in hand, joined by commas
--      6 gone    zset: ended job -> when, in ms
--      7 events  stream: seq-0 -> card
-- ARGV 1 nowMs  2 announce: 1 writes events, 0 does not  3 events kept  4 ms for which ended jobs are remembered
--      then for each job: id, version, state, worker ('' unless in hand), audience ('' all, '-' nobody, or the worker it
--      is offered to), rank, card; or, with announce "lines", texts with a line id|version|state|worker|audience|rank for
--      each job, as PostgreSQL writes them for a rebuild, and no events
-- Answers the gen's id ('' when the station must be rebuilt) and how many jobs were new to the queue.
local now = tonumber(ARGV[1])
local gen = redis.call('HGET', KEYS[1], 'id')
local applied = 0

local function let_go(worker, job)
  local held = redis.call('HGET', KEYS[5], worker)
  if not held then
    return
  end
  local rest = {}
  for other in string.gmatch(held, '[^,]+') do
    if other ~= job then
      rest[#rest + 1] = other
    end
  end
  if #rest == 0 then
    redis.call('HDEL', KEYS[5], worker)
  else
    redis.call('HSET', KEYS[5], worker, table.concat(rest, ','))
  end
end

local function take(worker, job)
  local held = redis.call('HGET', KEYS[5], worker)
  redis.call('HSET', KEYS[5], worker, held and held .. ',' .. job or job)
end

local function settle(job, version, state, worker, audience, rank, card)
  local known = redis.call('HGET', KEYS[3], job)
  if known then
    local at, holder = string.match(known, '^(%d+)|[%a_]+|([^|]*)|')
    if tonumber(at) >= tonumber(version) then
      return
    end
    if holder ~= '' then
      let_go(holder, job)
    end
  end
  redis.call('HSET', KEYS[3], job, version .. '|' .. state .. '|' .. worker .. '|' .. audience)
  redis.call('HDEL', KEYS[4], job)
  if state == 'WAITING' then
    redis.call('ZADD', KEYS[2], rank, job)
  else
    redis.call('ZREM', KEYS[2], job)
  end
  if worker ~= '' then
    take(worker, job)
  end
  if state == 'DONE' or state == 'NOBODY_HOME' or state == 'CANCELLED' then
    redis.call('ZADD', KEYS[6], now, job)
  else
    redis.call('ZREM', KEYS[6], job) -- it goes on after all: not to be forgotten
  end
  applied = applied + 1
  if gen and ARGV[2] == '1' then
    local seq = redis.call('HINCRBY', KEYS[1], 'seq', 1)
    redis.call('XADD', KEYS[7], 'MAXLEN', ARGV[3], seq .. '-0', 'card', card)
  end
end

if ARGV[2] == 'lines' then
  for i = 5, #ARGV do
    for line in string.gmatch(ARGV[i], '[^\n]+') do
      settle(string.match(line, '^([^|]+)|(%d+)|([%a_]+)|([^|]*)|([^|]*)|(%d+)$'))
    end
  end
else
  for i = 5, #ARGV, 7 do
    settle(ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], ARGV[i + 4], ARGV[i + 5], ARGV[i + 6])
  end
end

local forgotten = redis.call('ZRANGEBYSCORE', KEYS[6], '-inf', now - tonumber(ARGV[4]), 'LIMIT', 0, 100)
for _, job in ipairs(forgotten) do
  redis.call('HDEL', KEYS[3], job)
  redis.call('ZREM', KEYS[6], job)
end
if gen and ARGV[2] == '1' and applied > 0 then
  redis.call('PUBLISH', 'd:news', string.match(KEYS[1], '{(.-)}'))
end
return { gen or '', tostring(applied) }
