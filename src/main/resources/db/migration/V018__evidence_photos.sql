-- Photos, sealed: what is sealed does not get smaller by compressing.
CREATE TABLE photo (
    id     uuid        PRIMARY KEY,
    sealed bytea       NOT NULL,
    at     timestamptz NOT NULL
);
ALTER TABLE photo ALTER COLUMN sealed SET STORAGE EXTERNAL;

CREATE TABLE evidence_photo (
    evidence_id uuid NOT NULL REFERENCES evidence,
    photo_id    uuid NOT NULL REFERENCES photo,
    PRIMARY KEY (evidence_id, photo_id)
);

ALTER TABLE evidence
    DROP CONSTRAINT evidence_state_check,
    ADD CONSTRAINT evidence_state_check CHECK (state IN ('SUBMITTED', 'ACCEPTED', 'REJECTED', 'REVOKED')),
    -- When the person was told that it ends.
    ADD COLUMN announced_at timestamptz,
    -- When number and photos were deleted, because nobody needs them any more.
    ADD COLUMN forgotten_at timestamptz;
CREATE INDEX evidence_ending ON evidence (valid_until) WHERE state = 'ACCEPTED' AND announced_at IS NULL;
CREATE INDEX evidence_kept ON evidence (decided_at) WHERE forgotten_at IS NULL AND state <> 'SUBMITTED';
