-- Findings of the last comparisons that somebody accepted. Rebuilt from FindingWaived.
CREATE TABLE waiver (
    migration_id    text        NOT NULL,
    step_id         text        NOT NULL, -- of the comparison
    sequence_number bigint      NOT NULL CHECK (sequence_number >= 0), -- place in the history
    at              timestamptz NOT NULL,
    findings        bytea       NOT NULL CHECK (octet_length(findings) = 32), -- raw SHA-256
    code            text        NOT NULL,
    key             text        NOT NULL,
    owner           text        NOT NULL,
    person          text        NOT NULL,
    reason          text        NOT NULL,
    PRIMARY KEY (migration_id, sequence_number),
    FOREIGN KEY (migration_id, step_id) REFERENCES comparison ON DELETE CASCADE
);
