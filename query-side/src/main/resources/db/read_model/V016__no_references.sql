-- Rows are worked out from events and held against them by every replay; references between them say
-- nothing more, and looking each of them up is much of what a replay into empty tables would do.
ALTER TABLE parameter DROP CONSTRAINT parameter_migration_id_fkey;
ALTER TABLE step DROP CONSTRAINT step_migration_id_fkey;
ALTER TABLE observation DROP CONSTRAINT observation_migration_id_step_id_fkey;
ALTER TABLE statement DROP CONSTRAINT statement_migration_id_step_id_fkey;
ALTER TABLE inventory DROP CONSTRAINT inventory_migration_id_fkey;
ALTER TABLE comparison DROP CONSTRAINT comparison_migration_id_step_id_fkey;
ALTER TABLE finding_count DROP CONSTRAINT finding_count_migration_id_step_id_fkey;
ALTER TABLE report DROP CONSTRAINT report_migration_id_fkey;
ALTER TABLE timeline DROP CONSTRAINT timeline_migration_id_fkey;
ALTER TABLE waiver DROP CONSTRAINT waiver_migration_id_step_id_fkey;
ALTER TABLE loss DROP CONSTRAINT loss_migration_id_fkey;
ALTER TABLE named_person DROP CONSTRAINT named_person_migration_id_fkey;
ALTER TABLE runbook_change DROP CONSTRAINT runbook_change_migration_id_fkey;
ALTER TABLE withdrawn_report DROP CONSTRAINT withdrawn_report_migration_id_fkey;
