-- That a migration was turned round, and by which steps. Rebuilt from RollbackBegun; RollbackCompleted
-- sets completed_at.
ALTER TABLE migration
    ADD COLUMN rollback_from   text, -- step that would have come next; null unless turned round
    ADD COLUMN rollback_person text,
    ADD COLUMN rollback_reason text,
    ADD COLUMN rollback_at     timestamptz,
    ADD CONSTRAINT rollback_whole CHECK (
        num_nulls(rollback_from, rollback_person, rollback_reason, rollback_at) IN (0, 4));
ALTER TABLE step
    ADD COLUMN undoes boolean NOT NULL DEFAULT false; -- of the rollback, not of the plan
