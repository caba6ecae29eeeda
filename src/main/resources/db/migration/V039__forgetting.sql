-- Whoever asks to be forgotten is found by these.
CREATE INDEX delivery_by_person ON delivery (person_id);
CREATE INDEX screening_by_author ON screening (author_id);
