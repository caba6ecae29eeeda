-- A room, a teacher and a person in two places at once are refused by exclusion constraints.
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- How a service is booked, beyond seat and price: enrolment, limits, cancelling, waiting (ServiceRules).
ALTER TABLE service ADD COLUMN rules jsonb NOT NULL DEFAULT '{}';

-- When the booking of a slot opens; null: as soon as it is there. Fixed when the slot is made.
ALTER TABLE slot ADD COLUMN opens_at timestamptz;
ALTER TABLE seats ADD COLUMN opens_at timestamptz;
