-- Jobs that paused before their hops said why and until when (V088): of those that still do, it is known.
UPDATE job_event AS event SET until = job.resumes_at, paused_for = job.paused_for
FROM job
WHERE job.state = 'PAUSED' AND job.community_id = event.community_id AND job.id = event.job_id
  AND event.kind = 'PAUSED' AND event.version = job.fence;
