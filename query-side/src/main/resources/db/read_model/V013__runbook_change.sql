-- That a migration went on by another runbook, and which one it had gone by. Rebuilt from RunbookChanged,
-- which also gives migration its runbook and replaces the steps that were not begun.
CREATE TABLE runbook_change (
    migration_id    text        NOT NULL REFERENCES migration ON DELETE CASCADE,
    sequence_number bigint      NOT NULL CHECK (sequence_number >= 0), -- place in the history
    replaced        text        NOT NULL,
    replaced_digest bytea       NOT NULL CHECK (octet_length(replaced_digest) = 32), -- raw SHA-256
    person          text        NOT NULL,
    reason          text        NOT NULL,
    changed_at      timestamptz NOT NULL,
    PRIMARY KEY (migration_id, sequence_number)
);
