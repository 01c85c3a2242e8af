package org.migrationauditor.reports.print;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks a text into lines that fit: at spaces and between East Asian letters, else behind a slash,
 * dot or hyphen, else anywhere.
 */
final class LineBreaker {
  private static final String GOOD_ENDS = "/-._:,;";

  private final Typeface typeface;

  LineBreaker(Typeface typeface) {
    this.typeface = typeface;
  }

  /**
   * Lines of legible text; one empty line for an empty text. A line that goes on after a space ends
   * in one space, so that whoever reads it aloud hears two words; no other line does.
   *
   * @param width of a line, points
   * @param size of the font, points
   */
  List<String> lines(String text, float width, float size) {
    int[] points = typeface.legible(text).codePoints().toArray();
    List<String> lines = new ArrayList<>();
    float room = width * 1000 / size;
    int start = 0;
    while (start < points.length) {
      int end = endOfLine(points, start, room);
      String line = new String(points, start, end - start);
      boolean between = end < points.length && points[end - 1] == ' ';
      lines.add(line.stripTrailing() + (between ? " " : ""));
      start = end;
    }
    return lines.isEmpty() ? List.of("") : lines;
  }

  /** The text as lines show it. */
  String legible(String text) {
    return typeface.legible(text);
  }

  private int endOfLine(int[] points, int start, float room) {
    float used = 0;
    int afterWord = -1;
    int afterGoodEnd = -1;
    for (int i = start; i < points.length; i++) {
      if (i > start && EastAsian.mayBreak(points[i - 1], points[i])) {
        afterWord = i;
      }
      used += typeface.width(points[i]);
      if (used > room && points[i] != ' ') {
        return breakAt(start, i, afterWord, afterGoodEnd);
      }
      if (points[i] == ' ') {
        afterWord = i + 1;
      } else if (GOOD_ENDS.indexOf(points[i]) >= 0) {
        afterGoodEnd = i + 1;
      }
    }
    return points.length;
  }

  /** A break that would leave a line less than half full is worse than one inside a word. */
  private static int breakAt(int start, int full, int afterWord, int afterGoodEnd) {
    int half = start + (full - start) / 2;
    if (afterWord > half) {
      return afterWord;
    }
    if (afterGoodEnd > half) {
      return afterGoodEnd;
    }
    return afterWord > start ? afterWord : Math.max(full, start + 1);
  }

  /** The text on one line, cut with an ellipsis where it is too long. */
  String oneLine(String text, float width, float size) {
    List<String> lines = lines(text, width, size);
    if (lines.size() == 1) {
      return lines.getFirst();
    }
    int[] points = typeface.legible(text).codePoints().toArray();
    float room = width * 1000 / size - typeface.width('…');
    float used = 0;
    int end = 0;
    while (end < points.length && used + typeface.width(points[end]) <= room) {
      used += typeface.width(points[end]);
      end++;
    }
    return new String(points, 0, end) + "…";
  }
}
