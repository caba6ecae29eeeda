-- A window that was booked ahead is a promise, too, and so is a call for which nobody was on duty: skill is then
-- 'booked-window' or 'nobody-on-duty'. Windows are promised days before: figures go by the time that was promised.
CREATE INDEX promise_due_by_station ON promise (community_id, station_id, promised_by);
DROP INDEX promise_by_station;
