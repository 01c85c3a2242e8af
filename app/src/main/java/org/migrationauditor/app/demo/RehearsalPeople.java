package org.migrationauditor.app.demo;

import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.command.action.Action;
import org.migrationauditor.command.action.Check;
import org.migrationauditor.command.run.RunEnd;
import org.migrationauditor.command.run.RunWatcher;
import org.migrationauditor.command.runbook.Step;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.rehearsal.Hazard;
import org.migrationauditor.rehearsal.RehearsalHost;

/**
 * The people of a rehearsal, played by the program: operator at the host, and approver. While they
 * are there, so is what the host's platform offers over HTTP.
 */
public final class RehearsalPeople implements AutoCloseable {
  private static final String MINIO_ACCESS = "minio-access-closed";

  private final Platform platform;
  private final MigrationId id;
  private final String operator;
  private final Practice practice;

  private RehearsalPeople(Platform platform, MigrationId id, String operator, Practice practice) {
    this.platform = platform;
    this.id = id;
    this.operator = operator;
    this.practice = practice;
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
    Practice practice =
        Practice.of(parameters)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "migration '%s': is planned as a rehearsal and its host is none; nobody plays people there, plan it with ./auditor plan"
                            .formatted(id)));
    return new RehearsalPeople(platform, id, operator, practice);
  }

  /** As of {@link Practice#watching}. */
  public RunWatcher watching(RunWatcher watcher, Consumer<String> tell) {
    return practice.watching(watcher, tell);
  }

  @Override
  public void close() throws IOException {
    practice.close();
  }

  /** Does what a person must do before the run can go on; false when that is up to nobody. */
  public boolean act(RunEnd end) throws IOException, InterruptedException {
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

  private boolean act(Step step) throws IOException, InterruptedException {
    if (!step.planned().action().awaitsPerson()) {
      return quits(step);
    }
    RehearsalHost host = practice.host();
    if (step.action() instanceof Action.AwaitReboot) {
      host.reboot();
      return true;
    }
    if (step.observe().stream().map(Check::bare).anyMatch(Check.SetsVariables.class::isInstance)) {
      host.setRegistryCredentials();
    }
    if (id(step).value().equals(MINIO_ACCESS)) {
      host.closeMinioAccess();
    }
    platform.attest(id, id(step), operator, "rehearsal: played by the program", null);
    return true;
  }

  /** A script asks what the runbook does not answer; they take the way out of the menu they see. */
  private boolean quits(Step step) throws IOException, InterruptedException {
    boolean menu = practice.host().hazard().filter(Hazard.REINSTALL_MENU::equals).isPresent();
    return menu && platform.answer(id, id(step), operator, "4");
  }

  private static StepId id(Step step) {
    return step.planned().stepId();
  }
}
