-- That a report was taken back, by whom and why. Rebuilt from ReportWithdrawn.
CREATE TABLE withdrawn_report (
    migration_id    text        NOT NULL REFERENCES migration ON DELETE CASCADE,
    sequence_number bigint      NOT NULL CHECK (sequence_number >= 0), -- place in the history
    report_id       text        NOT NULL,
    person          text        NOT NULL,
    reason          text        NOT NULL,
    at              timestamptz NOT NULL,
    PRIMARY KEY (migration_id, sequence_number)
);
