package org.migrationauditor.app.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.migrationauditor.command.action.tree.Durable;
import org.migrationauditor.command.runbook.Plan;
import org.migrationauditor.command.runbook.Runbook;
import org.migrationauditor.command.runbook.RunbookReader;
import org.migrationauditor.command.runbook.Step;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.verifier.Verifier;
import org.migrationauditor.verifier.dicom.PseudonymKey;

/**
 * The folder in which everything is kept: database, runbooks, manifests, outputs, reports, keys.
 *
 * @param root absolute; made on first use, readable by its owner only
 */
public record Home(Path root) {
  private static final int KEY_BYTES = 32;
  private static final String RUNBOOKS = "runbooks";
  private static final String EVIDENCE = "evidence";
  private static final long MOST_EVIDENCE = 100L << 20;
  private static final String LOGS = "logs";
  private static final String MIGRATIONS = "migrations";

  /**
   * Opens a home, making it when it is not there. Its folders are this user's alone, even in a home
   * that others may look into.
   */
  public static Home open(Path root) {
    Home home = new Home(root.toAbsolutePath().normalize());
    try {
      Durable.folder(home.root());
      for (Path folder : home.folders()) {
        Durable.folder(folder);
      }
      return home;
    } catch (IOException e) {
      throw new CommandFailure(
          ExitStatus.UNAVAILABLE,
          "home '%s' cannot be made: %s; give another with --home".formatted(root, reason(e)));
    }
  }

  private List<Path> folders() {
    return List.of(
        manifests(),
        reports(),
        keys(),
        root.resolve(RUNBOOKS),
        root.resolve(EVIDENCE),
        root.resolve(LOGS),
        root.resolve(MIGRATIONS));
  }

  /** Refuses a plan that would act on this home; rehearsal hosts in it are not meant. */
  void refuseToBeChangedBy(MigrationId id, Plan plan) {
    for (Step step : everyStep(plan)) {
      for (Path folder : step.action().changed()) {
        if (root.startsWith(folder) || (folder.startsWith(root) && !folder.startsWith(demos()))) {
          throw new CommandFailure(
              ExitStatus.REFUSED,
              "migration '%s': step '%s': folder '%s' is part of the home '%s' or holds it; nothing was planned, keep the home elsewhere"
                  .formatted(id, step.planned().stepId(), folder, root));
        }
      }
    }
  }

  private static List<Step> everyStep(Plan plan) {
    return Stream.concat(plan.steps().stream(), plan.undoing(step -> true).stream()).toList();
  }

  /** Where a runbook is kept; it may be missing or changed. */
  Path runbookFile(ContentDigest digest) {
    return root.resolve(RUNBOOKS).resolve(digest + ".yaml");
  }

  /** Where a file that a person attested with is kept; it may be missing or changed. */
  Path evidenceFile(ContentDigest digest) {
    return root.resolve(EVIDENCE).resolve(digest.hex());
  }

  public Path manifests() {
    return root.resolve("manifests");
  }

  public Path reports() {
    return root.resolve("reports");
  }

  public Path keys() {
    return root.resolve("keys");
  }

  /** File with the last head of the log; there once something was sealed. */
  public Path checkpoint() {
    return root.resolve("checkpoint");
  }

  /** File of an issued report. */
  public Path report(MigrationId id, String fileName) {
    return reports().resolve(id.value()).resolve(fileName);
  }

  /** Folder for outputs and marks of one migration. */
  public Path workspace(MigrationId id) {
    return root.resolve(MIGRATIONS).resolve(id.value());
  }

  Path database() {
    return root.resolve("postgres");
  }

  /** Warnings of libraries go to a file of this home, not to the terminal. */
  void logHere() {
    System.setProperty("auditor.log", root.resolve(LOGS).resolve("auditor.log").toString());
  }

  /** Keeps a runbook by its digest. */
  void keepRunbook(ContentDigest digest, byte[] runbook) {
    keep(root.resolve(RUNBOOKS), digest + ".yaml", runbook);
  }

  /**
   * A runbook as it was kept.
   *
   * @throws CommandFailure if it is missing or was changed
   */
  Runbook runbook(ContentDigest digest) {
    return kept(digest).runbook();
  }

  /** The same with the bytes of its file. */
  RunbookFile kept(ContentDigest digest) {
    Path file = runbookFile(digest);
    try {
      byte[] bytes = Files.readAllBytes(file);
      Runbook runbook = RunbookReader.readKept(file.toString(), bytes);
      if (runbook.digest().equals(digest)) {
        return new RunbookFile(runbook, bytes);
      }
      throw lost(file, "was changed since the migration was planned");
    } catch (IOException e) {
      throw lost(file, "cannot be read");
    }
  }

  /** Keeps a copy of a file that shows what a person says, by its digest. */
  ContentDigest keepEvidence(Path file) {
    if (!Files.isRegularFile(file) || file.toFile().length() > MOST_EVIDENCE) {
      throw new CommandFailure(
          ExitStatus.REFUSED,
          "evidence '%s': is no file of at most 100 MiB; nothing was recorded, give a picture or a text"
              .formatted(file));
    }
    try {
      byte[] bytes = Files.readAllBytes(file);
      ContentDigest digest = ContentDigest.over(bytes);
      keep(root.resolve(EVIDENCE), digest.hex(), bytes);
      return digest;
    } catch (IOException e) {
      throw new CommandFailure(
          ExitStatus.REFUSED,
          "evidence '%s': %s; nothing was recorded, give a file that can be read"
              .formatted(file, reason(e)));
    }
  }

  private static void keep(Path folder, String name, byte[] bytes) {
    try {
      Durable.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitStatus.UNAVAILABLE,
          "home: '%s' cannot be written: %s; nothing was recorded"
              .formatted(folder.resolve(name), reason(e)));
    }
  }

  private static CommandFailure lost(Path file, String what) {
    return new CommandFailure(
        ExitStatus.UNAVAILABLE,
        "runbook '%s': %s; nothing was done, put the file back from a backup"
            .formatted(file, what));
  }

  public Path demos() {
    return root.resolve("demo");
  }

  /**
   * Keeps its manifests here, and pseudonyms that mean the same in every inventory of this home.
   */
  public Verifier verifier() {
    return new Verifier(manifests(), pseudonymKey());
  }

  private PseudonymKey pseudonymKey() {
    Path file = keys().resolve("pseudonym.key");
    try {
      if (!Files.exists(file)) {
        makeKey(file);
      }
      return new PseudonymKey(Files.readAllBytes(file));
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandFailure(
          ExitStatus.UNAVAILABLE,
          "pseudonym key '%s' cannot be used: %s; put back the file from a backup"
              .formatted(file, reason(e)));
    }
  }

  private void makeKey(Path file) throws IOException {
    byte[] secret = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(secret);
    KeyFile.make(keys(), file, secret);
  }

  static String reason(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
