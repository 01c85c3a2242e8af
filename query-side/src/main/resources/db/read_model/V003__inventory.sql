-- The last inventory of each name. Rebuilt from InventoryTaken.
CREATE TABLE inventory (
    migration_id    text   NOT NULL REFERENCES migration ON DELETE CASCADE,
    name            text   NOT NULL,
    sequence_number bigint NOT NULL CHECK (sequence_number >= 0),
    view            text   NOT NULL CHECK (view IN ('DICOM_FILES', 'MINIO_FS', 'FILES')),
    root            text   NOT NULL,
    manifest        bytea  NOT NULL CHECK (octet_length(manifest) = 32), -- raw SHA-256
    patients        bigint NOT NULL CHECK (patients >= 0),
    studies         bigint NOT NULL CHECK (studies >= 0),
    series          bigint NOT NULL CHECK (series >= 0),
    instances       bigint NOT NULL CHECK (instances >= 0),
    buckets         bigint NOT NULL CHECK (buckets >= 0),
    objects         bigint NOT NULL CHECK (objects >= 0),
    files           bigint NOT NULL CHECK (files >= 0),
    bytes           bigint NOT NULL CHECK (bytes >= 0),
    unreadable      bigint NOT NULL CHECK (unreadable >= 0),
    malformed       bigint NOT NULL CHECK (malformed >= 0),
    PRIMARY KEY (migration_id, name)
);
