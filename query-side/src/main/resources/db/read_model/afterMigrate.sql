-- The application reads and writes every read model; only the owner changes their shape.
GRANT USAGE ON SCHEMA read_model TO "${applicationRole}";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA read_model TO "${applicationRole}";
