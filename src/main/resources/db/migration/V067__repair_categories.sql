-- What a community says of a kind of repair: which skill it wants, and what such a repair usually begins at beside the
-- price of the visit. No row: the skill that the kind itself names, and no price.
CREATE TABLE repair_category (
    community_id    uuid   NOT NULL REFERENCES community,
    category        text   NOT NULL,
    skill           text   NOT NULL,
    first_price_fen bigint CHECK (first_price_fen BETWEEN 0 AND 10000000),
    version         bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (community_id, category)
);
