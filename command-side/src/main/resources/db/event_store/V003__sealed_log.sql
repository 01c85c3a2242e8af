-- The sealed log: each event is a leaf of one Merkle tree (RFC 9162), in the order in which the
-- sealer met it. Rows are only ever added, but for the queue.

-- nobody stores an event between the filling of the queue and its trigger
LOCK TABLE domain_event IN SHARE ROW EXCLUSIVE MODE;

-- Events that no head covers yet: put here with the event, taken out with its leaf.
CREATE TABLE unsealed (
    global_index bigint PRIMARY KEY
);
INSERT INTO unsealed SELECT global_index FROM domain_event;

CREATE FUNCTION await_seal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = event_store, pg_temp AS $body$
BEGIN
    INSERT INTO unsealed SELECT global_index FROM added;
    RETURN NULL;
END
$body$;
CREATE TRIGGER await_seal AFTER INSERT ON domain_event
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION await_seal();

CREATE TABLE sealed_event (
    position             bigint PRIMARY KEY CHECK (position >= 0), -- of the leaf
    global_index         bigint NOT NULL CONSTRAINT sealed_event_once UNIQUE,
    aggregate_identifier text   NOT NULL, -- named here too, for when the event itself is gone
    sequence_number      bigint NOT NULL,
    leaf                 bytea  NOT NULL CHECK (octet_length(leaf) = 32) -- hash of the leaf
);

CREATE INDEX sealed_event_name ON sealed_event (aggregate_identifier, sequence_number);

-- Hashes over 2^level leaves, of which those between can be worked out.
CREATE TABLE subtree (
    level    smallint NOT NULL CHECK (level > 0 AND level % 8 = 0),
    position bigint   NOT NULL CHECK (position >= 0), -- among those of its level
    hash     bytea    NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (level, position)
);

CREATE TABLE head (
    size      bigint      PRIMARY KEY CHECK (size > 0), -- leaves, count
    note      text        NOT NULL, -- C2SP checkpoint, signed
    sealed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TRIGGER log_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON sealed_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON subtree
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON head
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
