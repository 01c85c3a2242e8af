package org.migrationauditor.app;

import java.util.stream.Collectors;
import org.migrationauditor.command.runbook.Loss;
import org.migrationauditor.command.runbook.Runbooks;

/** Losses of the bundled runbook, as they are acknowledged on the command line. */
final class Losses {
  private Losses() {}

  static String all() {
    return Runbooks.bundled().getFirst().losses().stream()
        .map(Loss::id)
        .collect(Collectors.joining(","));
  }
}
