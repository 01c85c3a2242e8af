package org.migrationauditor.command.action;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.migrationauditor.command.action.tree.PathBytes;
import org.migrationauditor.messages.Verdict;

/**
 * Looks whether a shell script assigns variables, without running it and without telling a value.
 */
final class VariablesLook {
  private static final long LARGEST = 16L * 1024 * 1024;

  private static final Look.Answer UNREADABLE =
      Look.Answer.unknown("the file is none, or larger than any script");

  private VariablesLook() {}

  static Look.Answer sets(Path file, List<String> variables) throws IOException {
    return values(
        file,
        variables,
        value ->
            switch (value) {
              case SET -> Verdict.PASSED;
              case EMPTY, MISSING -> Verdict.FAILED;
              case DEPENDS -> Verdict.INDETERMINATE;
            });
  }

  static Look.Answer leavesEmpty(Path file, List<String> variables) throws IOException {
    return values(
        file,
        variables,
        value ->
            switch (value) {
              case EMPTY, MISSING -> Verdict.PASSED;
              case SET -> Verdict.FAILED;
              case DEPENDS -> Verdict.INDETERMINATE;
            });
  }

  /** A path is no secret, so another one that the script assigns is told. */
  static Look.Answer assigns(Path file, String variable, String path) throws IOException {
    Optional<String> text = text(file);
    if (text.isEmpty()) {
      return UNREADABLE;
    }
    Optional<String> assigned = ShellLiteral.of(text.get(), variable);
    if (assigned.isEmpty()) {
      return Look.Answer.unknown("its text does not tell what %s is".formatted(variable));
    }
    if (!assigned.get().startsWith("/")) {
      return Look.Answer.failed("%s is no absolute path there".formatted(variable));
    }
    return normal(assigned.get()).equals(path)
        ? Look.Answer.passed("it does")
        : Look.Answer.failed(
            "there it is '%s', and the parameter says '%s'"
                .formatted(PathBytes.shown(assigned.get()), PathBytes.shown(path)));
  }

  private static String normal(String path) {
    return Path.of(path).normalize().toString();
  }

  /** Text of a script, one character a byte; empty when there is none of a script's size. */
  static Optional<String> text(Path file) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= LARGEST
        ? Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1))
        : Optional.empty();
  }

  private static Look.Answer values(
      Path file, List<String> variables, Function<ShellAssignments.Value, Verdict> judge)
      throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Look.Answer.failed("no regular file is there");
    }
    if (Files.size(file) > LARGEST) {
      return UNREADABLE;
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
      verdicts.add(judge.apply(value));
    }
    return new Look.Answer(Verdict.worst(verdicts.stream()), String.join(", ", seen));
  }
}
