-- Promises that whoever posts a job makes by agreement, a meal within the half hour, a lamp within the day: skill says
-- which; nothing was estimated, so nothing is to be put right by them. measured: by the first ARRIVAL, or, of a run with
-- many doors, by its END.
ALTER TABLE promise
    ADD COLUMN skill    text,
    ADD COLUMN measured text NOT NULL DEFAULT 'ARRIVAL' CHECK (measured IN ('ARRIVAL', 'END')),
    ALTER COLUMN quantiles DROP NOT NULL,
    ADD CHECK ((quantiles IS NULL) = (skill IS NOT NULL)),
    ADD CHECK (skill IS NULL OR rank IS NULL);
CREATE INDEX promise_agreed ON promise (community_id, station_id, skill, outcome_at) WHERE skill IS NOT NULL;
