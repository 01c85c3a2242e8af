package org.migrationauditor.query.history;

import java.util.Arrays;
import java.util.List;
import org.migrationauditor.messages.migration.ActionKind;

/**
 * Steps that only tell of data and change none. When a step before them is done again, what they
 * told is worth nothing, and they are to be done again too.
 */
public final class Readings {
  private Readings() {}

  public static boolean are(ActionKind action) {
    return switch (action) {
      case TAKE_INVENTORY, COMPARE_INVENTORIES, ISSUE_REPORTS -> true;
      case RUN_SCRIPT,
          MOVE_TREE,
          COPY_TREE,
          REMOVE_TREE,
          CHANGE_OWNER,
          AWAIT_REBOOT,
          CHECK_HOST,
          ATTEST ->
          false;
    };
  }

  /** All of them. */
  public static List<ActionKind> all() {
    return Arrays.stream(ActionKind.values()).filter(Readings::are).toList();
  }
}
