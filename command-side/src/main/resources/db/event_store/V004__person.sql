-- Keys under which personal data in events is sealed. Beside the history: a key that is destroyed leaves
-- every event, leaf and proof as it was, and what was sealed under it unreadable for ever.
CREATE TABLE person (
    person_id  text        PRIMARY KEY CHECK (person_id ~ '^[0-9a-f]{16}$'),
    name       text        CONSTRAINT person_name UNIQUE, -- as people are told apart; null once erased
    key        bytea       CHECK (octet_length(key) = 32), -- AES-256; null once erased
    erased_at  timestamptz,
    CONSTRAINT person_whole CHECK (
        num_nulls(name, key) IN (0, 2) AND (key IS NULL) = (erased_at IS NOT NULL))
);
-- the planner keeps samples of columns that outlive the rows
ALTER TABLE person ALTER COLUMN name SET STATISTICS 0, ALTER COLUMN key SET STATISTICS 0;
