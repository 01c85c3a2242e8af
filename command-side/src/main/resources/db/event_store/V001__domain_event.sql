-- The history: one row per event, in the columns that Axon 4.13 reads and writes. Rows are only ever
-- added. A payload is the JSON of a record in messages.migration.
CREATE TABLE domain_event (
    global_index         bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- has gaps
    event_identifier     text    NOT NULL CONSTRAINT domain_event_identifier UNIQUE,
    aggregate_identifier text    NOT NULL, -- the migration
    sequence_number      bigint  NOT NULL CHECK (sequence_number >= 0), -- place in its history
    type                 text    NOT NULL, -- of the aggregate
    payload_type         text    NOT NULL, -- class name, a stored format
    payload_revision     text,
    payload              text    NOT NULL CHECK (left(payload, 1) = '{'),
    metadata             text    NOT NULL CHECK (left(metadata, 1) = '{'),
    time_stamp           text    NOT NULL, -- ISO 8601 in UTC, as Axon writes it
    CONSTRAINT domain_event_sequence UNIQUE (aggregate_identifier, sequence_number)
);
