package org.migrationauditor.command.action;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.migration.Outcome;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.verifier.Verifier;
import org.migrationauditor.verifier.dicom.PseudonymKey;

/** A place to perform actions on, and what was shown meanwhile. */
final class Stage implements Console {
  final Path folder;
  final Path workspace;
  final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  final List<String> tasks = Collections.synchronizedList(new ArrayList<>());
  final Map<InventoryName, ActionContext.Taken> inventories = new HashMap<>();
  StepId step = new StepId("g7");
  final Map<String, String> secrets = new HashMap<>();
  Duration patience = Duration.ZERO;
  List<IssuedReport> reports = List.of();
  @Nullable Path tools;
  @Nullable String attested;
  boolean undoing;
  String bootId = "boot-1";

  /** Happens when long work begins. */
  Disturbance beginning = () -> {};

  /** Happens each time that long work has come further. */
  Disturbance advancing = () -> {};

  /** Something that happens to the files meanwhile. */
  interface Disturbance {
    void happen() throws Exception;
  }

  Stage(Path folder) {
    this.folder = folder;
    workspace = folder.resolve("workspace");
  }

  ActionPerformer performer() {
    return new ActionPerformer(
        verifier(),
        (id, progress) -> {
          if (reports.isEmpty()) {
            throw new IOException("no key to sign with");
          }
          return reports;
        },
        patience,
        secrets::get);
  }

  Verifier verifier() {
    return new Verifier(folder.resolve("manifests"), new PseudonymKey(new byte[32]), secrets::get);
  }

  ActionContext context(int attempt, boolean resumed) {
    return new ActionContext(
        new MigrationId("night"),
        step,
        attempt,
        workspace,
        resumed,
        bootId,
        attested,
        inventories,
        Map.of(),
        tools,
        undoing,
        this);
  }

  ActionResult result(Action action, List<Check> checks) throws InterruptedException {
    return performer().perform(action, checks, context(1, false));
  }

  Outcome first(Action action, Check... checks) throws InterruptedException {
    return outcome(result(action, List.of(checks)));
  }

  Outcome resumed(int attempt, Action action, Check... checks) throws InterruptedException {
    return outcome(performer().perform(action, List.of(checks), context(attempt, true)));
  }

  Observation look(Check check) throws InterruptedException {
    return first(new Action.CheckHost(), check).observations().getFirst();
  }

  static Outcome outcome(ActionResult result) {
    return switch (result) {
      case ActionResult.Ended r -> r.outcome();
      case ActionResult.Inventoried r -> r.outcome();
      case ActionResult.Compared r -> r.outcome();
      case ActionResult.Reported r -> r.outcome();
      case ActionResult.Waiting r -> throw new AssertionError("waits: " + r.sentence());
    };
  }

  Path folder(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  Path script(String name, String text) throws IOException {
    Path script = file(name, "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script;
  }

  /** Runs a shell line, so that names and kinds of files can be made which Java cannot name. */
  String shell(String line) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("/bin/sh", "-c", line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(line + ": " + printed);
    }
    return printed.strip();
  }

  private static void happens(Disturbance disturbance) {
    try {
      disturbance.happen();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void output(String line) {
    lines.add(line);
  }

  @Override
  public Task task(String title) {
    tasks.add(title);
    return new Task() {
      @Override
      public void total(long entries, long bytes) {
        happens(beginning);
      }

      @Override
      public void advance(long entries, long bytes) {
        happens(advancing);
      }

      @Override
      public void close() {}
    };
  }
}
