-- Lets one more pass at a door that has a pace, or says how long to wait (GCRA; the same sums as Pace.java).
-- KEYS[1]  the door and who stands before it
-- ARGV[1]  nowMs
-- ARGV[2]  intervalMs: how far apart they may pass on average
-- ARGV[3]  periodMs: so much may be saved up and used at once
-- Answers 0 when it may pass, else the milliseconds to wait.
local now, interval, period = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local due = tonumber(redis.call('GET', KEYS[1]) or '0')
-- More than a period ahead: written under a clock that has since been set back.
if due < now or due > now + period then
  due = now
end
local wait = due + interval - period - now
if wait > 0 then
  return math.ceil(wait)
end
redis.call('SET', KEYS[1], string.format('%.3f', due + interval), 'PX', math.ceil(due + interval - now))
return 0
