package org.migrationauditor.messages.migration;

/** What a step does. */
public enum ActionKind {
  RUN_SCRIPT(false, false),
  MOVE_TREE(false, false),
  COPY_TREE(false, false),
  REMOVE_TREE(true, false),
  CHANGE_OWNER(false, false),
  AWAIT_REBOOT(false, true),
  TAKE_INVENTORY(false, false),
  COMPARE_INVENTORIES(false, false),
  CHECK_HOST(false, false),
  ATTEST(false, true),
  ISSUE_REPORTS(false, false);

  private final boolean destructive;
  private final boolean awaitsPerson;

  ActionKind(boolean destructive, boolean awaitsPerson) {
    this.destructive = destructive;
    this.awaitsPerson = awaitsPerson;
  }

  /** Whether data is gone afterwards: such a step is behind every gate there is. */
  public boolean destructive() {
    return destructive;
  }

  /** Whether the step, once started, waits for a person rather than for this program. */
  public boolean awaitsPerson() {
    return awaitsPerson;
  }
}
