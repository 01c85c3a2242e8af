package org.migrationauditor.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.Check;
import org.migrationauditor.command.run.RunWatcher;
import org.migrationauditor.command.runbook.Step;
import org.migrationauditor.messages.migration.Outcome;
import org.migrationauditor.rehearsal.RehearsalHost;
import org.migrationauditor.rehearsal.StandInPlatform;

/**
 * A rehearsal host while a migration of it runs: what its platform offers over HTTP is there, and
 * what goes wrong on it happens at its step.
 */
public final class Practice implements AutoCloseable {
  private static final String AIRFLOW_URL = "airflowUrl";

  private final RehearsalHost host;
  private final @Nullable StandInPlatform standIn;
  private @Nullable PacsServer pacs;

  private Practice(RehearsalHost host, @Nullable StandInPlatform standIn) {
    this.host = host;
    this.standIn = standIn;
  }

  /** The host that a migration was planned for; empty when that is a real one. */
  public static Optional<Practice> of(Map<String, String> parameters) throws IOException {
    Optional<RehearsalHost> host = RehearsalHost.of(parameters);
    if (host.isEmpty()) {
      return Optional.empty();
    }
    String airflow = parameters.getOrDefault(AIRFLOW_URL, "");
    return Optional.of(
        new Practice(
            host.get(),
            airflow.isEmpty() ? null : host.get().platform(URI.create(airflow).getPort())));
  }

  RehearsalHost host() {
    return host;
  }

  /**
   * A watcher before whose steps things go wrong.
   *
   * @param tell told when one has
   */
  public RunWatcher watching(RunWatcher watcher, Consumer<String> tell) {
    return new RunWatcher() {
      @Override
      public void starting(Step step, int number, int of, int attempt, boolean resumed) {
        strike(step.planned().stepId().value(), tell);
        watcher.starting(step, number, of, attempt, resumed);
        startPacsFor(step);
      }

      @Override
      public void ended(Step step, Outcome outcome) {
        watcher.ended(step, outcome);
      }
    };
  }

  private void strike(String step, Consumer<String> tell) {
    try {
      if (host.strikeBefore(step)) {
        host.hazard()
            .ifPresent(
                hazard -> tell.accept("hazard %s: %s".formatted(hazard, hazard.happening())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("before step '%s': %s".formatted(step, e.getMessage()), e);
    }
  }

  /** Only a step that asks it needs the PACS's database, which takes seconds to start. */
  private void startPacsFor(Step step) {
    List<Check.PacsAgrees> asked =
        step.observe().stream()
            .map(Check::bare)
            .filter(Check.PacsAgrees.class::isInstance)
            .map(Check.PacsAgrees.class::cast)
            .toList();
    if (!asked.isEmpty()) {
      try {
        endPacs();
        pacs = PacsServer.start(host, URI.create(asked.getFirst().database().rest()).getPort());
      } catch (IOException e) {
        throw new UncheckedIOException(
            "rehearsal host: its PACS database did not start: " + e.getMessage(), e);
      }
    }
  }

  /** The rows of one platform are not those of the next. */
  private void endPacs() throws IOException {
    if (pacs != null) {
      pacs.close();
      pacs = null;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      endPacs();
    } finally {
      if (standIn != null) {
        standIn.close();
      }
    }
  }
}
