-- Tells who listens to a station that a worker's shift is not what it was, for their phone to go by the new one.
-- KEYS 1 gen     hash: id, seq
--      2 events  stream: seq-0 -> worker
-- ARGV 1 worker  2 events kept
-- Answers 1, or 0 when the station must be rebuilt: all who listen start anew then.
if redis.call('HEXISTS', KEYS[1], 'id') == 0 then
  return 0
end
local seq = redis.call('HINCRBY', KEYS[1], 'seq', 1)
redis.call('XADD', KEYS[2], 'MAXLEN', ARGV[2], seq .. '-0', 'worker', ARGV[1])
redis.call('PUBLISH', 'd:news', string.match(KEYS[1], '{(.-)}'))
return 1
