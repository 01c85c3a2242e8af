package org.migrationauditor.app.anchor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.migrationauditor.command.action.tree.Durable;

/**
 * What is known of one place: five lines of a file. Losing it costs nothing but that the last head
 * is given once more.
 *
 * @param place name of the place; that of another is no news of this one
 * @param has events under the last head that it took, count
 * @param asked events under the head that it was last asked to take, count
 * @param at when that was
 * @param failure why it did not take it, in one clause; empty when it did
 */
record Delivery(String place, long has, long asked, Instant at, String failure) {
  private static final int LINES = 5;

  static Delivery none(String place) {
    return new Delivery(place, 0, 0, Instant.EPOCH, "");
  }

  static Delivery read(Path file, String place) {
    try {
      List<String> lines = Files.readAllLines(file);
      if (lines.size() == LINES && lines.getFirst().equals(place)) {
        return new Delivery(
            place,
            Long.parseLong(lines.get(1)),
            Long.parseLong(lines.get(2)),
            Instant.parse(lines.get(3)),
            lines.get(4));
      }
    } catch (IOException | DateTimeException | NumberFormatException e) {
      // none, or half of one
    }
    return none(place);
  }

  void write(Path file) throws IOException {
    Durable.write(
        file,
        String.join("\n", place, "" + has, "" + asked, "" + at, failure.replace('\n', ' ')) + "\n");
  }
}
