package org.migrationauditor.command.action;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.migrationauditor.messages.Verdict;

/**
 * Looks whether a shell script assigns variables, without running it and without telling a value.
 */
final class VariablesLook {
  private static final long LARGEST = 16L * 1024 * 1024;

  private VariablesLook() {}

  static Look.Answer sets(Path file, List<String> variables) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Look.Answer.failed("no regular file is there");
    }
    if (Files.size(file) > LARGEST) {
      return Look.Answer.unknown("the file is larger than any script");
    }
    ShellAssignments assignments =
        ShellAssignments.read(Files.readString(file, StandardCharsets.ISO_8859_1));
    List<Verdict> verdicts = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    for (String variable : variables) {
      ShellAssignments.Value value = assignments.of(variable);
      seen.add(
          variable
              + switch (value) {
                case SET -> " is set";
                case EMPTY -> " is empty";
                case DEPENDS -> " depends on what runs the script";
                case MISSING -> " is not assigned";
              });
      verdicts.add(
          switch (value) {
            case SET -> Verdict.PASSED;
            case EMPTY, MISSING -> Verdict.FAILED;
            case DEPENDS -> Verdict.INDETERMINATE;
          });
    }
    return new Look.Answer(Verdict.worst(verdicts.stream()), String.join(", ", seen));
  }
}
