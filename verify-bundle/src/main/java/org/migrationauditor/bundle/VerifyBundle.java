package org.migrationauditor.bundle;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.evidence.NoteKey;
import org.migrationauditor.evidence.bundle.MalformedBundleException;

/** The program: {@code java -jar verify-bundle.jar DIR [--key KEYFILE] [--json]}. */
public final class VerifyBundle {
  private static final int REFUSED = 2;
  private static final int INDETERMINATE = 3;
  private static final String USAGE =
      """
      usage: java -jar verify-bundle.jar DIR [--key KEYFILE] [--json]

      Checks an evidence bundle with nothing but its files.

        DIR            folder of the bundle
        --key KEYFILE  keys of the log, one a line and the one in use first, that came another
                       way than the bundle
        --json         print one JSON object

      EXIT STATUS
        0  everything in it is what was sealed
        1  something is not
        2  the command line is wrong; nothing was checked
        3  something could not be checked, such as who signed when no key is given""";

  private VerifyBundle() {}

  /** Checks a bundle and ends the process with the exit status that tells the verdict. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(List.of(arguments), out, err));
  }

  static int run(List<String> arguments, PrintStream out, PrintStream err) {
    if (arguments.contains("--help") || arguments.contains("-h")) {
      out.println(USAGE);
      return 0;
    }
    String directory = null;
    String key = null;
    boolean json = false;
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals("--json")) {
        json = true;
      } else if (argument.equals("--key") && i + 1 < arguments.size() && key == null) {
        i++;
        key = arguments.get(i);
      } else if (!argument.startsWith("-") && directory == null) {
        directory = argument;
      } else {
        err.println(USAGE);
        return REFUSED;
      }
    }
    if (directory == null) {
      err.println(USAGE);
      return REFUSED;
    }
    return check(directory, key, json, out, err);
  }

  private static int check(
      String directory, @Nullable String key, boolean json, PrintStream out, PrintStream err) {
    try {
      Path bundle = Path.of(directory);
      if (!Files.isDirectory(bundle)) {
        err.println("bundle '%s': is no folder; nothing was checked".formatted(directory));
        return REFUSED;
      }
      List<NoteKey> keys = key == null ? List.of() : BundleCheck.keys(Path.of(key));
      BundleVerdict verdict = BundleCheck.of(bundle, keys);
      if (json) {
        out.println(Printed.json(directory, verdict));
      } else {
        Printed.lines(verdict).forEach(out::println);
      }
      return switch (verdict.verdict()) {
        case PASSED -> 0;
        case FAILED -> 1;
        case INDETERMINATE -> INDETERMINATE;
      };
    } catch (MalformedBundleException | InvalidPathException e) {
      err.println("key '%s': it %s; nothing was checked".formatted(key, e.getMessage()));
      return REFUSED;
    } catch (IOException e) {
      err.println(
          "bundle '%s': cannot be read: %s; the answer is unknown"
              .formatted(directory, e.getMessage()));
      return INDETERMINATE;
    } catch (RuntimeException | Error e) { // a status of 1 would say that something is forged
      err.println(
          "bundle '%s': checking it broke off: %s; the answer is unknown".formatted(directory, e));
      return INDETERMINATE;
    }
  }
}
