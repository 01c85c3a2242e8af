-- The application adds events and reads them, nothing else.
REVOKE ALL ON SCHEMA event_store FROM PUBLIC, "${applicationRole}";
REVOKE ALL ON ALL TABLES IN SCHEMA event_store FROM PUBLIC, "${applicationRole}";
REVOKE ALL ON ALL SEQUENCES IN SCHEMA event_store FROM PUBLIC, "${applicationRole}";
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA event_store FROM PUBLIC, "${applicationRole}";
GRANT USAGE ON SCHEMA event_store TO "${applicationRole}";
GRANT SELECT, INSERT ON domain_event TO "${applicationRole}";
GRANT SELECT, INSERT ON sealed_event, subtree, head, person TO "${applicationRole}";
GRANT SELECT, DELETE ON unsealed TO "${applicationRole}";
