-- alarm: what the ladder called for last while nobody has helped, why, and when; none once somebody has done something.
ALTER TABLE job
    ADD COLUMN alarm       text,
    ADD COLUMN alarm_cause text,
    ADD COLUMN alarmed_at  timestamptz,
    ADD CONSTRAINT job_alarms CHECK (num_nulls(alarm, alarm_cause, alarmed_at) IN (0, 3));

-- colleague_id: to whom it is to be handed. stop: at which of a run's doors. stations: which were called to help.
-- cause_en: where the cause is the house's own words, the same in English.
ALTER TABLE job_event
    ADD COLUMN colleague_id uuid,
    ADD COLUMN stop         int,
    ADD COLUMN stations     uuid[],
    ADD COLUMN cause_en     text;
