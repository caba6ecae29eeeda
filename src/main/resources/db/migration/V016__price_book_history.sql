-- Every state that a draft was saved in, and its publication: who changed what, and when. Content is null where it did
-- not change.
CREATE TABLE price_book_change (
    community_id   uuid        NOT NULL,
    id             uuid        NOT NULL,
    book_id        uuid        NOT NULL,
    revision       bigint      NOT NULL,
    action         text        NOT NULL CHECK (action IN ('MADE', 'EDITED', 'PUBLISHED')),
    content        jsonb,
    effective_from timestamptz,
    by_id          uuid        NOT NULL,
    at             timestamptz NOT NULL,
    PRIMARY KEY (community_id, id),
    FOREIGN KEY (community_id, book_id) REFERENCES price_book,
    CHECK ((action = 'PUBLISHED') = (content IS NULL)),
    CHECK ((action = 'PUBLISHED') = (effective_from IS NOT NULL))
);
CREATE INDEX price_book_change_by_book ON price_book_change (community_id, book_id, id);

-- What is known of the books that were there before.
INSERT INTO price_book_change (community_id, id, book_id, revision, action, content, by_id, at)
SELECT community_id, uuidv7(), id, revision, CASE revision WHEN 1 THEN 'MADE' ELSE 'EDITED' END, content, edited_by, edited_at
FROM price_book;
INSERT INTO price_book_change (community_id, id, book_id, revision, action, effective_from, by_id, at)
SELECT community_id, uuidv7(), id, revision, 'PUBLISHED', effective_from, published_by, published_at
FROM price_book WHERE state = 'PUBLISHED';

CREATE FUNCTION price_book_change_stands() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    RAISE EXCEPTION 'What was done to a price book is never changed' USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER price_book_change_stands BEFORE UPDATE OR DELETE ON price_book_change
    FOR EACH ROW EXECUTE FUNCTION price_book_change_stands();

-- The benefits of a charge, where more than one lowers it: rule, fund, budget, period and fen of each. Then the
-- charge's own rule and fund are those of the first.
ALTER TABLE charge ADD COLUMN parts jsonb;
