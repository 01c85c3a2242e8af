package org.migrationauditor.app;

import org.migrationauditor.app.platform.RunbookFile;
import org.migrationauditor.command.runbook.Loss;

/** Losses of the bundled runbook, as they are acknowledged on the command line. */
final class Losses {
  private Losses() {}

  static String all() {
    return String.join(",", Loss.ids(RunbookFile.find(RunbookFile.DEFAULT).runbook().losses()));
  }
}
