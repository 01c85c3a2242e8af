package org.migrationauditor.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.migrationauditor.app.anchor.Anchors;
import org.migrationauditor.app.anchor.Standing;
import org.migrationauditor.app.platform.Home;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Runs a verb and then, however it ended, brings the last head that its home keeps to the places
 * outside it. What keeps it from that is told and changes no exit status.
 */
public final class AfterVerb implements IExecutionStrategy {
  private final RunLast verb = new RunLast();

  @Override
  public int execute(ParseResult parsed) {
    try {
      return verb.execute(parsed);
    } finally {
      List<CommandLine> verbs = parsed.asCommandLineList();
      verbs.getLast().getCommandSpec().mixins().values().stream()
          .map(mixin -> mixin.userObject())
          .filter(CommonOptions.class::isInstance)
          .map(options -> ((CommonOptions) options).opened())
          .flatMap(Optional::stream)
          .forEach(home -> bringOut(home, verbs.getLast()));
    }
  }

  private static void bringOut(Home home, CommandLine verb) {
    Path head = home.checkpoint();
    try {
      if (Files.exists(head)) {
        for (Standing standing : Anchors.of(home, System::getenv).offer(Files.readString(head))) {
          verb.getErr().println("auditor: " + Terminal.safe(standing.sentence()));
        }
      }
    } catch (IOException | RuntimeException e) { // whatever it is, the verb is done
      verb.getErr().println("auditor: " + Terminal.safe(String.valueOf(e.getMessage())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
