package org.migrationauditor.messages.migration;

/** Everything that can have happened to a migration. Names and components are a stored format. */
public sealed interface MigrationEvent
    permits MigrationPlanned,
        DeviationRecorded,
        LossAcknowledged,
        PlanPreviewed,
        RolesNamed,
        ChainJoined,
        StepStarted,
        StepSucceeded,
        StepFailed,
        StepUncertain,
        StepAttested,
        StepApproved,
        FindingWaived,
        RepeatAllowed,
        RunbookChanged,
        RollbackBegun,
        InventoryTaken,
        InventoriesCompared,
        ReportIssued,
        ReportWithdrawn,
        MigrationCompleted,
        RollbackCompleted {
  MigrationId migrationId();
}
