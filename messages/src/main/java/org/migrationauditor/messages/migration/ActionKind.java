package org.migrationauditor.messages.migration;

/** What a step does. */
public enum ActionKind {
  RUN_SCRIPT(false, false, false),
  MOVE_TREE(false, false, false),
  COPY_TREE(false, false, false),
  REMOVE_TREE(true, false, false),
  CHANGE_OWNER(false, false, false),
  AWAIT_REBOOT(false, true, false),
  TAKE_INVENTORY(false, false, true),
  COMPARE_INVENTORIES(false, false, true),
  CHECK_HOST(false, false, false),
  ATTEST(false, true, false),
  ISSUE_REPORTS(false, false, true),
  TRIGGER_DAG(false, false, false),
  AWAIT_DAG_RUNS(false, false, true),
  EDIT_FILE(false, false, false);

  private final boolean destructive;
  private final boolean awaitsPerson;
  private final boolean reading;

  ActionKind(boolean destructive, boolean awaitsPerson, boolean reading) {
    this.destructive = destructive;
    this.awaitsPerson = awaitsPerson;
    this.reading = reading;
  }

  /** Whether data is gone afterwards: such a step is behind every gate there is. */
  public boolean destructive() {
    return destructive;
  }

  /** Whether the step, once started, waits for a person rather than for this program. */
  public boolean awaitsPerson() {
    return awaitsPerson;
  }

  /**
   * Whether the step only tells of data and changes none. When a step before it is done again, what
   * it told is worth nothing, and it is to be done again too.
   */
  public boolean reading() {
    return reading;
  }

  /** Whether the host may be another afterwards, so that it must be said how that is undone. */
  public boolean changesHost() {
    return !reading && this != CHECK_HOST;
  }

  /** Whether the step can succeed only with a result of its own beside its outcome. */
  public boolean givesResult() {
    return switch (this) {
      case TAKE_INVENTORY, COMPARE_INVENTORIES, ISSUE_REPORTS -> true;
      case RUN_SCRIPT,
          MOVE_TREE,
          COPY_TREE,
          REMOVE_TREE,
          CHANGE_OWNER,
          AWAIT_REBOOT,
          CHECK_HOST,
          ATTEST,
          TRIGGER_DAG,
          AWAIT_DAG_RUNS,
          EDIT_FILE ->
          false;
    };
  }
}
