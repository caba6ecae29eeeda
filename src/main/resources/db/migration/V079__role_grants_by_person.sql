-- The audit asks where somebody worked when they signed in, also of those who left.
CREATE INDEX role_grant_by_person ON role_grant (person_id);
