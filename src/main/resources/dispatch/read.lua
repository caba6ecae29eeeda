-- Reads a station's events after a sequence number.
-- KEYS 1 gen     hash: id, seq
--      2 events  stream: seq-0 -> card
-- ARGV 1 after  2 how many at most
-- Answers the gen's id ('' when the station must be rebuilt), the last sequence number, then seq and card of each event.
local gen = redis.call('HMGET', KEYS[1], 'id', 'seq')
if not gen[1] then
  return { '', '0' }
end
local answer = { gen[1], gen[2] or '0' }
local from = string.format('%.0f', tonumber(ARGV[1]) + 1)
for _, event in ipairs(redis.call('XRANGE', KEYS[2], from .. '-0', '+', 'COUNT', ARGV[2])) do
  answer[#answer + 1] = string.match(event[1], '^(%d+)-')
  answer[#answer + 1] = event[2][2]
end
return answer
