package org.migrationauditor.app.cli;

import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.Set;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.command.chain.ChainRejection;
import org.migrationauditor.command.key.LogKeyRejection;
import org.migrationauditor.command.migration.MigrationRejection;
import org.migrationauditor.command.seal.BrokenLogException;
import org.migrationauditor.evidence.BrokenHistoryException;
import org.migrationauditor.reports.sign.SignatureRefusedException;
import org.migrationauditor.reports.sign.SigningKeyException;
import org.migrationauditor.reports.sign.SourceException;
import org.migrationauditor.verifier.InventoryException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into one sentence and an exit status. */
public final class Failures implements IExecutionExceptionHandler {
  private static final Set<String> READING = Set.of("inventory", "compare", "agree");

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    sentence(e, command.getCommandName())
        .lines() // a runbook or its parameters may have many mistakes, one a line
        .forEach(line -> command.getErr().println("auditor: " + Terminal.safe(line)));
    return status(e);
  }

  private static int status(Exception e) {
    return switch (e) {
      case CommandFailure failure -> failure.exitStatus();
      case MigrationRejection refused -> ExitStatus.REFUSED;
      case BrokenLogException broken -> ExitStatus.FAILED;
      case BrokenHistoryException broken -> ExitStatus.FAILED;
      case ChainRejection refused -> ExitStatus.REFUSED;
      case LogKeyRejection refused -> ExitStatus.REFUSED;
      case InventoryException unkept when unkept.manifestsUnusable() -> ExitStatus.UNAVAILABLE;
      case InventoryException unread -> ExitStatus.INDETERMINATE;
      case SignatureRefusedException refused -> ExitStatus.REFUSED;
      case SigningKeyException refused -> ExitStatus.REFUSED;
      case SourceException silent -> ExitStatus.INDETERMINATE;
      case InterruptedException stop -> ExitStatus.INTERRUPTED;
      case IllegalArgumentException wrong -> ExitStatus.REFUSED;
      default -> ExitStatus.UNAVAILABLE;
    };
  }

  private static String sentence(Exception e, String verb) {
    if (e instanceof InterruptedException) {
      return READING.contains(verb)
          ? "interrupted; the same command goes on from here"
          : "interrupted; ./auditor run goes on from here";
    }
    if (e instanceof FileSystemException file && file.getReason() != null) {
      return "file '%s': %s".formatted(file.getFile(), file.getReason().toLowerCase(Locale.ROOT));
    }
    String message = e.getMessage();
    if (message == null || message.isBlank()) {
      return "unexpected: " + e.getClass().getName();
    }
    return message;
  }
}
