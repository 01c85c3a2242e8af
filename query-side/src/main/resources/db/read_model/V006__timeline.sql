-- One row per event. Rebuilt from every MigrationEvent.
CREATE TABLE timeline (
    migration_id    text        NOT NULL REFERENCES migration ON DELETE CASCADE,
    sequence_number bigint      NOT NULL CHECK (sequence_number >= 0), -- place in the history
    at              timestamptz NOT NULL,
    who             text        NOT NULL,
    type            text        NOT NULL,
    step_id         text, -- null when the event speaks of the whole migration
    summary         text        NOT NULL,
    PRIMARY KEY (migration_id, sequence_number)
);
