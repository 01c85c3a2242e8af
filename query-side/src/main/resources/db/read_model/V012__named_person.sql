-- Who may act in which role. Rebuilt from RolesNamed.
CREATE TABLE named_person (
    migration_id text    NOT NULL REFERENCES migration ON DELETE CASCADE,
    role         text    NOT NULL CHECK (role IN ('OPERATOR', 'APPROVER', 'OWNER')),
    data         text    NOT NULL CHECK ((role = 'OWNER') = (data <> '')), -- owner of the entries
    position     integer NOT NULL CHECK (position >= 0), -- among those of the role and data
    person       text    NOT NULL,
    PRIMARY KEY (migration_id, role, data, position)
);
