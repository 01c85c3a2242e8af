package org.migrationauditor.reports.print;

import org.migrationauditor.messages.Verdict;

/**
 * The verdict as a shape, for who cannot tell the colours apart: a tick, a cross, an exclamation
 * mark.
 */
final class VerdictMark {
  private VerdictMark() {}

  /** Draws it 28 points wide and high, on the verdict's colour. */
  static void draw(Sheet sheet, Verdict verdict, float x, float top) {
    sheet.fill(x, top, 28, 28, Tint.PAPER);
    Tint tint = Tint.of(verdict);
    switch (verdict) {
      case PASSED ->
          sheet.shape(
              tint,
              x + 4.5f,
              top + 14,
              x + 8,
              top + 10.5f,
              x + 12,
              top + 14.5f,
              x + 20.5f,
              top + 6,
              x + 24,
              top + 9.5f,
              x + 12,
              top + 21.5f);
      case FAILED ->
          sheet.shape(
              tint, x + 6, top + 9, x + 9, top + 6, x + 14, top + 11, x + 19, top + 6, x + 22,
              top + 9, x + 17, top + 14, x + 22, top + 19, x + 19, top + 22, x + 14, top + 17,
              x + 9, top + 22, x + 6, top + 19, x + 11, top + 14);
      case INDETERMINATE -> {
        sheet.fill(x + 12, top + 5.5f, 4, 11, tint);
        sheet.fill(x + 12, top + 18.5f, 4, 4, tint);
      }
    }
  }
}
