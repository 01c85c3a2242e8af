package org.migrationauditor.command.migration;

import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.StepId;

/**
 * A command was refused, and no event was stored. The message is one sentence for the person who
 * asked: what stands in the way, with the next step.
 */
public final class MigrationRejection extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What stands in the way. */
  public enum Code {
    /** No migration of that name was planned. */
    UNKNOWN_MIGRATION,
    /** The plan has no step of that name. */
    UNKNOWN_STEP,
    /** A plan contradicts itself. */
    BROKEN_PLAN,
    /** The name is taken by a migration with another plan. */
    OTHER_PLAN,
    /** A text is missing, too long, or holds characters that do not print. */
    BAD_TEXT,
    /** The command does not say who asks. */
    NO_CALLER,
    /** Every step has succeeded; nothing more can happen. */
    COMPLETED,
    /** Another step comes first. */
    OUT_OF_ORDER,
    /** The attempt is not the one after the last. */
    WRONG_ATTEMPT,
    /** The step has begun and waits for a person, or is at work. */
    UNDER_WAY,
    /** The step may be tried again only when the operator allows it. */
    REPEAT_NOT_ALLOWED,
    /** A comparison that was made has not passed; only readings and reports may go on. */
    COMPARISON_NOT_PASSED,
    /** A comparison that proves the step's ground is missing or has not passed. */
    NOT_PROVEN,
    /** Reports that must come first are missing or older than the comparisons. */
    NOT_REPORTED,
    /** Nobody but the operators has approved since the reports were issued. */
    NOT_APPROVED,
    /** The step needs no approval. */
    NO_APPROVAL_NEEDED,
    /** Whoever approves has planned this migration or started a step of it. */
    OWN_APPROVAL,
    /** Whoever waives a finding has planned this migration or started a step of it. */
    OWN_WAIVER,
    /** Others are named for that role, or the names would leave no way on. */
    NOT_NAMED,
    /** Someone who acted was erased, so that nobody can be told apart from them. */
    PERSON_ERASED,
    /** The last comparison of the step has no such finding that could be waived. */
    NO_SUCH_FINDING,
    /** The step has already succeeded. */
    ALREADY_SUCCEEDED,
    /** The command does not belong to what the step does. */
    WRONG_KIND,
    /** That attempt is not under way, so nothing can be recorded of it. */
    NOT_STARTED,
    /** A person must say what they did before the step can succeed. */
    NOT_ATTESTED,
    /** What was recorded contradicts itself. */
    CONTRADICTION,
    /** The step was not tried yet, so it cannot be repeated. */
    NOTHING_TO_REPEAT,
    /** Data may be gone already, so nothing before that can be repeated or undone. */
    DATA_GONE,
    /** The migration was turned round; the steps of its plan are not done any more. */
    ROLLBACK_BEGUN,
    /** The migration goes by that runbook already. */
    SAME_RUNBOOK,
    /** A step was begun, and a change of the runbook would change it. */
    STEP_BEGUN,
    /** A change of the runbook would take away a step or what guards one. */
    GUARD_LOST,
    /** No report of that id or scope was issued. */
    NO_SUCH_REPORT,
    /** No step that changes the host was begun. */
    NOTHING_TO_UNDO,
    /** The runbook does not say how a step is undone, or that it cannot be. */
    NO_WAY_BACK
  }

  private final Code code;
  private final MigrationId migrationId;
  private final transient @Nullable StepId stepId;

  private MigrationRejection(
      Code code, MigrationId migrationId, @Nullable StepId stepId, String message) {
    super(message);
    this.code = code;
    this.migrationId = migrationId;
    this.stepId = stepId;
  }

  /** Of a command for the whole migration. */
  public static MigrationRejection of(Code code, MigrationId migrationId, String what) {
    return new MigrationRejection(
        code, migrationId, null, "migration '" + migrationId + "': " + what);
  }

  /** Of a command for one step. */
  public static MigrationRejection of(
      Code code, MigrationId migrationId, StepId stepId, String what) {
    return new MigrationRejection(
        code,
        migrationId,
        stepId,
        "migration '" + migrationId + "': step '" + stepId + "': " + what);
  }

  public Code code() {
    return code;
  }

  public MigrationId migrationId() {
    return migrationId;
  }

  /** The step asked about; null when the command was for the whole migration. */
  public @Nullable StepId stepId() {
    return stepId;
  }
}
