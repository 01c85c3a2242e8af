-- One row per migration. Rebuilt from every MigrationEvent: MigrationPlanned makes the row, each later
-- event moves last_sequence, MigrationCompleted ends it. Everything else hangs on this row.
CREATE TABLE migration (
    migration_id   text        PRIMARY KEY,
    runbook        text        NOT NULL,
    runbook_digest bytea       NOT NULL CHECK (octet_length(runbook_digest) = 32), -- raw SHA-256
    unattended     boolean     NOT NULL,
    host           text        NOT NULL,
    tool           text        NOT NULL,
    planned_at     timestamptz NOT NULL,
    last_sequence  bigint      NOT NULL CHECK (last_sequence >= 0), -- last event that was handled
    last_at        timestamptz NOT NULL,
    completed_at   timestamptz
);
CREATE INDEX migration_by_planned_at ON migration (planned_at DESC, migration_id);

-- From MigrationPlanned.
CREATE TABLE parameter (
    migration_id text NOT NULL REFERENCES migration ON DELETE CASCADE,
    name         text NOT NULL,
    value        text NOT NULL,
    PRIMARY KEY (migration_id, name)
);
