-- Reports by file name; only these files are ever served. Rebuilt from ReportIssued.
CREATE TABLE report (
    migration_id    text    NOT NULL REFERENCES migration ON DELETE CASCADE,
    file_name       text    NOT NULL,
    sequence_number bigint  NOT NULL CHECK (sequence_number >= 0), -- of the first issue of that name
    scope           text    NOT NULL,
    verdict         text    NOT NULL CHECK (verdict IN ('PASSED', 'INDETERMINATE', 'FAILED')),
    digest          bytea   NOT NULL CHECK (octet_length(digest) = 32), -- raw SHA-256
    signer          text    NOT NULL,
    self_made       boolean NOT NULL,
    PRIMARY KEY (migration_id, file_name)
);
