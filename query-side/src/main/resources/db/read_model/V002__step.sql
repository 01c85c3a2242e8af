-- One row per planned step, as of its last attempt. Rebuilt from MigrationPlanned, StepStarted,
-- StepSucceeded, StepFailed and StepUncertain.
CREATE TABLE step (
    migration_id    text        NOT NULL REFERENCES migration ON DELETE CASCADE,
    step_id         text        NOT NULL,
    position        integer     NOT NULL CHECK (position >= 0), -- in the plan
    title           text        NOT NULL,
    guide_step      text, -- null for a step the guide lacks
    action          text        NOT NULL,
    actor           text        NOT NULL CHECK (actor IN ('OPERATOR', 'APPROVER', 'OWNER')),
    idempotent      boolean     NOT NULL,
    proven_by       text[]      NOT NULL,
    reported_by     text[]      NOT NULL,
    approved        boolean     NOT NULL,
    deviation       text,
    status          text        NOT NULL DEFAULT 'PENDING'
        CHECK (status IN ('PENDING', 'STARTED', 'SUCCEEDED', 'FAILED', 'UNCERTAIN')),
    attempts        integer     NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    interruptions   integer     NOT NULL DEFAULT 0 CHECK (interruptions >= 0),
    summary         text        NOT NULL DEFAULT '',
    who             text        NOT NULL DEFAULT '',
    started_at      timestamptz,
    ended_at        timestamptz, -- null while it runs and when nobody saw it end
    duration_millis bigint      NOT NULL DEFAULT 0 CHECK (duration_millis >= 0),
    exit_code       integer,
    output          bytea CHECK (octet_length(output) = 32), -- raw SHA-256
    reason          text        NOT NULL DEFAULT '',
    PRIMARY KEY (migration_id, step_id),
    CONSTRAINT step_position UNIQUE (migration_id, position)
);

-- What was seen after the last attempt. From StepSucceeded and StepFailed; gone with StepStarted.
CREATE TABLE observation (
    migration_id text    NOT NULL,
    step_id      text    NOT NULL,
    position     integer NOT NULL CHECK (position >= 0),
    what         text    NOT NULL,
    verdict      text    NOT NULL CHECK (verdict IN ('PASSED', 'INDETERMINATE', 'FAILED')),
    seen         text    NOT NULL,
    PRIMARY KEY (migration_id, step_id, position),
    FOREIGN KEY (migration_id, step_id) REFERENCES step ON DELETE CASCADE
);

-- What people said of a step, one sentence each. From StepAttested, StepApproved and RepeatAllowed.
CREATE TABLE statement (
    migration_id    text   NOT NULL,
    sequence_number bigint NOT NULL CHECK (sequence_number >= 0),
    step_id         text   NOT NULL,
    sentence        text   NOT NULL,
    PRIMARY KEY (migration_id, sequence_number),
    FOREIGN KEY (migration_id, step_id) REFERENCES step ON DELETE CASCADE
);
