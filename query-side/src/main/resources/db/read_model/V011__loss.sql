-- What a migration will lose, and who acknowledged it. Rebuilt from LossAcknowledged and PlanPreviewed.
CREATE TABLE loss (
    migration_id    text   NOT NULL REFERENCES migration ON DELETE CASCADE,
    sequence_number bigint NOT NULL CHECK (sequence_number >= 0), -- place in the history
    loss            text   NOT NULL,
    lost            text   NOT NULL,
    person          text   NOT NULL,
    PRIMARY KEY (migration_id, sequence_number)
);
ALTER TABLE migration
    ADD COLUMN preview bytea CHECK (octet_length(preview) = 32); -- raw SHA-256; null when not worked out
