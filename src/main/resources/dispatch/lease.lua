-- Holds a waiting job for one worker for a moment, while PostgreSQL decides.
-- KEYS 1 gen    hash: id, seq
--      2 jobs   hash: job -> version|state|worker|audience
--      3 lease  hash: job -> token|worker|until
--      4 busy   hash: worker -> jobs in hand, joined by commas
-- ARGV 1 job  2 worker  3 token  4 nowMs  5 how long, in ms  6 how many jobs the worker may have in hand
-- Answers one of: LEASED; LEASED_TO_ANOTHER; HELD (not waiting); NOT_OFFERED (waiting, but for others); BUSY (the
-- worker's places are taken); UNKNOWN (no such job here); LOST (the station must be rebuilt). The same token gets the
-- same answer again.
local job, worker, token, now = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
if redis.call('HEXISTS', KEYS[1], 'id') == 0 then
  return 'LOST'
end
local known = redis.call('HGET', KEYS[2], job)
if not known then
  return 'UNKNOWN'
end
local state, audience = string.match(known, '^%d+|([%a_]+)|[^|]*|(.*)$')
if state ~= 'WAITING' then
  return 'HELD'
end
if audience ~= '' and audience ~= worker then
  return 'NOT_OFFERED'
end
local busy = redis.call('HGET', KEYS[4], worker)
if busy then
  local _, commas = string.gsub(busy, ',', '')
  if commas + 1 >= tonumber(ARGV[6]) then
    return 'BUSY'
  end
end
local held = redis.call('HGET', KEYS[3], job)
if held then
  local by, whose, till = string.match(held, '^([^|]+)|([^|]+)|(%d+)$')
  if tonumber(till) > now then
    if by == token then
      return 'LEASED'
    elseif whose ~= worker then
      return 'LEASED_TO_ANOTHER'
    end
  end
end
redis.call('HSET', KEYS[3], job, token .. '|' .. worker .. '|' .. string.format('%.0f', now + tonumber(ARGV[5])))
return 'LEASED'
