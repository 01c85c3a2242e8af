package org.migrationauditor.reports.print;

import java.awt.Color;
import org.migrationauditor.messages.Verdict;

/** Colours of a report; every text colour has a contrast of at least 4.5 to 1 on its ground. */
enum Tint {
  INK(0x1F2A33),
  MUTED(0x586571),
  ACCENT(0x0B4A6B),
  RULE(0xCFD8DE),
  SHADE(0xF3F6F8),
  PAPER(0xFFFFFF),
  BEFORE(0x0B4A6B),
  AFTER(0xF2B84B),
  PASSED(0x176B3F),
  PASSED_GROUND(0xE5F3EB),
  FAILED(0xA61B1B),
  FAILED_GROUND(0xFBE9E8),
  INDETERMINATE(0x7A4E00),
  INDETERMINATE_GROUND(0xFFF3D9);

  private final int rgb;

  Tint(int rgb) {
    this.rgb = rgb;
  }

  Color color() {
    return new Color(rgb);
  }

  static Tint of(Verdict verdict) {
    return switch (verdict) {
      case PASSED -> PASSED;
      case FAILED -> FAILED;
      case INDETERMINATE -> INDETERMINATE;
    };
  }

  static Tint groundOf(Verdict verdict) {
    return switch (verdict) {
      case PASSED -> PASSED_GROUND;
      case FAILED -> FAILED_GROUND;
      case INDETERMINATE -> INDETERMINATE_GROUND;
    };
  }
}
