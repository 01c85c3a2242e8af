package org.migrationauditor.command.runbook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Everything that is wrong with one runbook, collected so that it is reported at once. */
final class Mistakes {
  private static final Comparator<Mistake> IN_FILE_ORDER =
      Comparator.comparingInt((Mistake mistake) -> mistake.place().line())
          .thenComparingInt(mistake -> mistake.place().column());

  private final String label;
  private final List<Mistake> mistakes = new ArrayList<>();

  /**
   * @param label name of the file, as the reader of the message knows it
   */
  Mistakes(String label) {
    this.label = label;
  }

  private record Mistake(Place place, String field, String text) {}

  /**
   * @param field such as {@code steps[3].do.moveTree.target}; empty for the file as a whole
   * @param text what is wrong; what to do
   */
  void add(Place place, String field, String text) {
    mistakes.add(new Mistake(place, field, text));
  }

  boolean none() {
    return mistakes.isEmpty();
  }

  /**
   * @throws RunbookException when there is any, with all of them in the order of the file
   */
  void refuse() {
    if (!mistakes.isEmpty()) {
      mistakes.sort(IN_FILE_ORDER);
      throw new RunbookException(mistakes.stream().map(this::line).toList());
    }
  }

  private String line(Mistake mistake) {
    String where =
        String.format(
            Locale.ROOT, "%s:%d:%d", label, mistake.place().line(), mistake.place().column());
    return mistake.field().isEmpty()
        ? "%s: runbook: %s".formatted(where, mistake.text())
        : "%s: field '%s': %s".formatted(where, mistake.field(), mistake.text());
  }
}
