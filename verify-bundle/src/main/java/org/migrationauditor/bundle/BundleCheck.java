package org.migrationauditor.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.evidence.Checkpoint;
import org.migrationauditor.evidence.NoteKey;
import org.migrationauditor.evidence.bundle.BundleFiles;
import org.migrationauditor.evidence.bundle.BundleInfo;
import org.migrationauditor.evidence.bundle.MalformedBundleException;
import org.migrationauditor.signatures.Bounded;

/**
 * Checks a bundle from the outside in: its bag, the head, the events, the files they name, and who
 * signed those that are reports.
 */
public final class BundleCheck {
  private static final int INFO_BYTES = 1 << 24;

  private BundleCheck() {}

  /**
   * Reads a whole bundle and follows every proof in it.
   *
   * @param given keys of the log that came another way; may be empty
   * @throws IOException if something in it cannot be read
   */
  public static BundleVerdict of(Path bundle, List<NoteKey> given) throws IOException {
    return of(bundle, given, Bounded.PATIENCE);
  }

  /**
   * The same.
   *
   * @param patience how long one report is waited for
   */
  static BundleVerdict of(Path bundle, List<NoteKey> given, Duration patience) throws IOException {
    Checks checks = new Checks();
    if (!Files.isDirectory(bundle, LinkOption.NOFOLLOW_LINKS)) {
      checks.failed("bag", "'%s' is no folder".formatted(bundle));
      return checks.verdict();
    }
    try {
      check(bundle, given, checks, patience);
    } catch (RuntimeException | Error e) { // such as no memory for what a stranger made
      checks.notChecked("bundle", "the rest of it, since checking broke off: " + e);
    }
    return checks.verdict();
  }

  private static void check(Path bundle, List<NoteKey> given, Checks checks, Duration patience)
      throws IOException {
    Bag bag = Bag.read(bundle, checks);
    BundleInfo info = info(bag, checks);
    HeadCheck heads = new HeadCheck(bag, checks, given);
    Checkpoint head = heads.head();
    if (info == null || head == null) {
      checks.notChecked("events", "nor what they name, since that takes bundle and head");
      return;
    }
    heads.earlier(head);
    EventCheck events = new EventCheck(bag, info, checks);
    events.check(head);
    FileCheck files = new FileCheck(bag, info, checks);
    files.check(events.events());
    new SignatureCheck(bag, checks, patience).check(events.events());
    new ShareCheck(bag, info, checks, files).check(events.events());
    files.strangers();
  }

  private static @Nullable BundleInfo info(Bag bag, Checks checks) throws IOException {
    try {
      BundleInfo info = BundleInfo.parse(Part.whole(bag, BundleFiles.INFO, INFO_BYTES));
      checks.passed(
          "bundle",
          "of the migration '%s', %s"
              .formatted(
                  info.migration(),
                  info.owner() == null
                      ? "whole"
                      : "for the owner '%s' alone".formatted(info.owner())));
      return info;
    } catch (MalformedBundleException e) {
      checks.failed("bundle", "'%s' %s".formatted(BundleFiles.INFO, e.getMessage()));
      return null;
    }
  }

  /** Keys of a log, one a line. */
  public static List<NoteKey> keys(Path file) throws IOException, MalformedBundleException {
    return HeadCheck.keys(BoundedFile.whole(file, INFO_BYTES));
  }
}
