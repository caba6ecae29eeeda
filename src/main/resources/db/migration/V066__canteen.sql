-- What the kitchen was told when nothing could be ordered any more. It cooks by that; what comes later is told apart.
CREATE TABLE kitchen_sheet (
    community_id uuid        NOT NULL,
    slot_id      uuid        NOT NULL,
    lines        jsonb       NOT NULL,
    settled_at   timestamptz NOT NULL,
    PRIMARY KEY (community_id, slot_id)
);

-- When the meal's pass was made: before its sitting, so that a tablet that is alone knows it.
ALTER TABLE meal ADD COLUMN pass_at timestamptz;
CREATE INDEX meal_without_pass ON meal (starts_at) WHERE state = 'ORDERED' AND pass_at IS NULL;
