package org.migrationauditor.app.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.migrationauditor.command.runbook.Runbook;
import org.migrationauditor.command.runbook.RunbookReader;
import org.migrationauditor.command.runbook.Runbooks;
import org.migrationauditor.command.runbook.SiteRunbook;

/**
 * A runbook together with the bytes it was read from.
 *
 * @param bytes never changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record RunbookFile(Runbook runbook, byte[] bytes) {
  /** The first runbook, and the one that is taken when none is named. */
  public static final String DEFAULT = "kaapana-0.1.3-to-0.2.2";

  private static final long MAX_BYTES = 4 << 20;

  /**
   * A bundled runbook by its name, else a file; a name wins over a file of that name.
   *
   * @throws CommandFailure if there is none, or it is of an upgrade that Kaapana rules out
   */
  public static RunbookFile find(String nameOrFile) {
    refuse(nameOrFile);
    Optional<byte[]> bundled = Runbooks.bytes(nameOrFile);
    RunbookFile file =
        bundled
            .map(bytes -> new RunbookFile(RunbookReader.read(nameOrFile, bytes), bytes))
            .orElseGet(() -> read(Path.of(nameOrFile)));
    refuse(file.runbook().id().value());
    return file;
  }

  private static void refuse(String name) {
    Runbooks.refusal(name)
        .ifPresent(
            sentence -> {
              throw new CommandFailure(ExitStatus.REFUSED, sentence);
            });
  }

  /**
   * What a site's file makes of a runbook.
   *
   * @throws CommandFailure if the file cannot be read
   */
  public static SiteRunbook site(Path file) {
    return SiteRunbook.read(file.toString(), bytes(file));
  }

  /** The runbook that a site's file makes, as it is kept. */
  public static RunbookFile ofSite(Path file) {
    SiteRunbook site = site(file);
    return new RunbookFile(site.runbook(), site.bytes());
  }

  /** Whether a name is that of a site's file, and of no runbook. */
  public static boolean isOfSite(String nameOrFile) {
    refuse(nameOrFile);
    return Runbooks.bytes(nameOrFile).isEmpty() && SiteRunbook.isOne(bytes(Path.of(nameOrFile)));
  }

  private static RunbookFile read(Path file) {
    byte[] bytes = bytes(file);
    return new RunbookFile(RunbookReader.read(file.toString(), bytes), bytes);
  }

  private static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw refused(file, "is larger than any runbook");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw refused(file, "is neither a bundled runbook nor a file that can be read");
    }
  }

  private static CommandFailure refused(Path file, String what) {
    return new CommandFailure(
        ExitStatus.REFUSED,
        String.format(
            Locale.ROOT,
            "runbook '%s' %s; ./auditor runbook list shows what there is",
            file,
            what));
  }
}
