package org.migrationauditor.command.runbook;

import java.util.List;

/**
 * A runbook, or the parameters given to one, cannot be used. Nothing was touched. The message has
 * one line per mistake: those of a file in its order, each with file, line, column and field; those
 * of parameters in the order in which the runbook declares them.
 */
public final class RunbookException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  RunbookException(List<String> mistakes) {
    super(String.join("\n", mistakes));
  }
}
