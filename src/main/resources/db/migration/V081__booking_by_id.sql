-- One booking by its id alone: its own page, a repeat's answer, what listens to its events. The primary key begins with
-- the community, so each such look had to try every community of the city.
CREATE INDEX booking_by_id ON booking (id);
