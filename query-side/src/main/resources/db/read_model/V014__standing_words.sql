-- Whose word still counts. From StepAttested and StepApproved; gone with what voids it.
ALTER TABLE step
    ADD COLUMN attested_by text, -- null when nobody did since the last attempt began
    ADD COLUMN approved_by text[] NOT NULL DEFAULT '{}';

-- rows of migrations under way lack it: all are rebuilt from the first event at the next start
DELETE FROM migration;
DELETE FROM token_entry;
