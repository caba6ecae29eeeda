-- What an admin has seen of a schedule or a room when changing it.
ALTER TABLE schedule ADD COLUMN version bigint NOT NULL DEFAULT 1;
ALTER TABLE room ADD COLUMN version bigint NOT NULL DEFAULT 1;
