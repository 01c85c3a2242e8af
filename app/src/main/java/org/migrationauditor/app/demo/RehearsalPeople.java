package org.migrationauditor.app.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.command.action.Action;
import org.migrationauditor.command.action.Check;
import org.migrationauditor.command.run.RunEnd;
import org.migrationauditor.command.runbook.Step;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.rehearsal.RehearsalHost;
import org.migrationauditor.rehearsal.StandInPlatform;

/**
 * The people of a rehearsal, played by the program: operator at the host, and approver. While they
 * are there, so is what the host's platform offers over HTTP.
 */
public final class RehearsalPeople implements AutoCloseable {
  private static final String AIRFLOW_URL = "airflowUrl";
  private static final String TOOLS_PATH = "toolsPath";

  private final Platform platform;
  private final MigrationId id;
  private final String operator;
  private final RehearsalHost host;
  private final @Nullable StandInPlatform standIn;

  private RehearsalPeople(
      Platform platform,
      MigrationId id,
      String operator,
      RehearsalHost host,
      @Nullable StandInPlatform standIn) {
    this.platform = platform;
    this.id = id;
    this.operator = operator;
    this.host = host;
    this.standIn = standIn;
  }

  /**
   * The people at the host that a migration was planned for.
   *
   * @throws IllegalArgumentException if that is no rehearsal host: nobody plays people on a real
   *     one
   */
  public static RehearsalPeople of(
      Platform platform, MigrationId id, Map<String, String> parameters, String operator)
      throws IOException {
    Path tools = Path.of(parameters.getOrDefault(TOOLS_PATH, ""));
    Path root = Objects.requireNonNullElse(tools.toAbsolutePath().getParent(), tools);
    RehearsalHost host = RehearsalHost.open(root);
    String airflow = parameters.getOrDefault(AIRFLOW_URL, "");
    return new RehearsalPeople(
        platform,
        id,
        operator,
        host,
        airflow.isEmpty() ? null : host.platform(URI.create(airflow).getPort()));
  }

  @Override
  public void close() {
    if (standIn != null) {
      standIn.close();
    }
  }

  /** Does what a person must do before the run can go on; false when that is up to nobody. */
  public boolean act(RunEnd end) throws IOException {
    return switch (end) {
      case RunEnd.WaitingForPerson waiting -> act(waiting.step());
      case RunEnd.WaitingForApproval waiting -> {
        platform.approve(
            id,
            id(waiting.step()),
            operator.equals("rehearsal-approver") ? "second-approver" : "rehearsal-approver",
            "rehearsal: every comparison passed and the reports are issued");
        yield true;
      }
      case RunEnd.Completed completed -> false;
      case RunEnd.Failed failed -> false;
      case RunEnd.Uncertain uncertain -> false;
      case RunEnd.Refused refused -> false;
    };
  }

  private boolean act(Step step) throws IOException {
    if (!step.planned().action().awaitsPerson()) {
      return false; // a script asks what the runbook does not answer
    }
    if (step.action() instanceof Action.AwaitReboot) {
      host.reboot();
      return true;
    }
    if (step.observe().stream().anyMatch(Check.SetsVariables.class::isInstance)) {
      host.setRegistryCredentials();
    }
    platform.attest(id, id(step), operator, "rehearsal: played by the program", null);
    return true;
  }

  private static StepId id(Step step) {
    return step.planned().stepId();
  }
}
