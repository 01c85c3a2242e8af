package org.migrationauditor.command.action.terminal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.migrationauditor.command.action.tree.Mark;

/**
 * What a program asks that no rule answers.
 *
 * @param number of the prompt among all that this program showed, from 1
 * @param prompt its text, secrets masked, control characters escaped
 * @param why no rule answered it
 * @param hidden whether the terminal shows nothing of what is typed
 */
public record Question(int number, String prompt, String why, boolean hidden) {

  void write(Path file) throws IOException {
    new Mark(List.of(String.valueOf(number), prompt, why, String.valueOf(hidden))).write(file);
  }

  static Optional<Question> read(Path file) throws IOException {
    Optional<Mark> mark = Mark.read(file);
    if (mark.isEmpty()) {
      return Optional.empty();
    }
    List<String> values = mark.get().values();
    try {
      return Optional.of(
          new Question(
              Integer.parseInt(values.get(0)),
              values.get(1),
              values.get(2),
              Boolean.parseBoolean(values.get(3))));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new IOException("the mark '%s' of a prompt cannot be read".formatted(file), e);
    }
  }
}
