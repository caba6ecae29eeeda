-- open_to_all: whether everybody on duty may claim it afterwards. until: when the offer that was made runs out, or the
-- pause that began ends. paused_for: why it pauses. Of older hops it is not known whom they were open to: as today.
ALTER TABLE job_event
    ADD COLUMN open_to_all boolean,
    ADD COLUMN until       timestamptz,
    ADD COLUMN paused_for  text;
UPDATE job_event AS event SET open_to_all = job.audience = 'ALL'
FROM job WHERE job.community_id = event.community_id AND job.id = event.job_id;
UPDATE job_event AS event SET until = offer.until
FROM job_offer AS offer
WHERE event.kind = 'OFFERED' AND offer.community_id = event.community_id AND offer.job_id = event.job_id
  AND offer.worker_id = event.worker_id AND offer.offered_at = event.at;
ALTER TABLE job_event ALTER COLUMN open_to_all SET NOT NULL;
