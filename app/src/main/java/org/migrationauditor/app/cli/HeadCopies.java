package org.migrationauditor.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.anchor.Anchors;
import org.migrationauditor.app.anchor.TimeStamps;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Home;
import org.migrationauditor.evidence.InvalidNoteException;
import org.migrationauditor.messages.Verdict;
import picocli.CommandLine.Model.CommandSpec;

/** Heads that were brought out of a home, and their time stamps, as verbs of the log show them. */
final class HeadCopies {
  private static final String HEAD = ".head";
  private static final int MOST = 100_000;

  private HeadCopies() {}

  /** Gives the last head to the places that do not have it, and tells of each where it stands. */
  static void offerAndTell(Home home, String note, @Nullable CommandSpec spec)
      throws InterruptedException {
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    Anchors anchors = Anchors.of(home, System::getenv);
    anchors.offer(note);
    try {
      anchors
          .standing(note)
          .forEach(standing -> err.println("auditor: " + Terminal.safe(standing.sentence())));
    } catch (InvalidNoteException e) {
      throw new IllegalStateException("sealed log: its own head " + e.getMessage(), e);
    }
  }

  /** Every head to compare with the log: those given, in folders too, and those with a stamp. */
  static List<Path> files(List<Path> given, List<TimeStamps.Looked> stamps) {
    List<Path> files = new ArrayList<>();
    for (Path path : given) {
      if (Files.isDirectory(path)) {
        files.addAll(inFolder(path));
      } else {
        files.add(path);
      }
    }
    stamps.stream()
        .map(TimeStamps.Looked::head)
        .filter(head -> head.toString().endsWith(HEAD))
        .forEach(files::add);
    return files;
  }

  private static List<Path> inFolder(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> heads =
          all.filter(file -> file.toString().endsWith(HEAD)).limit(MOST + 1).sorted().toList();
      if (heads.size() > MOST) {
        throw unusable(folder, "holds more than %d heads".formatted(MOST));
      }
      if (!heads.isEmpty()) {
        return heads;
      }
    } catch (IOException e) {
      throw unusable(folder, "cannot be read");
    }
    throw unusable(folder, "holds no file NAME.head");
  }

  private static CommandFailure unusable(Path folder, String what) {
    return new CommandFailure(
        ExitStatus.REFUSED,
        "heads '%s': the folder %s; nothing was verified, give one that holds heads"
            .formatted(folder, what));
  }

  /** Tells of the time stamps; whether none of them is wrong. */
  static boolean tell(List<TimeStamps.Looked> stamps, Terminal terminal, boolean json) {
    for (TimeStamps.Looked stamp : stamps) {
      terminal.print(
          json
              ? Json.line(
                  "stamp", "head", name(stamp), "verdict", stamp.verdict(), "words", stamp.words())
              : Terminal.safe(
                  "%-13s %s: %s".formatted(stamp.verdict(), name(stamp), stamp.words())));
    }
    return stamps.stream().noneMatch(stamp -> stamp.verdict() == Verdict.FAILED);
  }

  private static String name(TimeStamps.Looked stamp) {
    return String.valueOf(stamp.head().getFileName());
  }
}
