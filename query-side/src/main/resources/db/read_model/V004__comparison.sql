-- The last comparison of each comparison step. Rebuilt from InventoriesCompared.
CREATE TABLE comparison (
    migration_id    text   NOT NULL,
    step_id         text   NOT NULL,
    sequence_number bigint NOT NULL CHECK (sequence_number >= 0), -- of the step's first comparison
    before_name     text   NOT NULL,
    after_name      text   NOT NULL,
    verdict         text   NOT NULL CHECK (verdict IN ('PASSED', 'INDETERMINATE', 'FAILED')),
    compared        bigint NOT NULL CHECK (compared >= 0),
    manifest        bytea  NOT NULL CHECK (octet_length(manifest) = 32), -- raw SHA-256
    PRIMARY KEY (migration_id, step_id),
    FOREIGN KEY (migration_id, step_id) REFERENCES step ON DELETE CASCADE
);

-- Findings of a comparison per code; those the runbook announced apart.
CREATE TABLE finding_count (
    migration_id text    NOT NULL,
    step_id      text    NOT NULL,
    code         text    NOT NULL,
    expected     boolean NOT NULL,
    findings     bigint  NOT NULL CHECK (findings >= 0),
    PRIMARY KEY (migration_id, step_id, code, expected),
    FOREIGN KEY (migration_id, step_id) REFERENCES comparison ON DELETE CASCADE
);
