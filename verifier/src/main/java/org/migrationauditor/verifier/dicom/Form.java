package org.migrationauditor.verifier.dicom;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.inventory.FindingCode;

/** Form of values whose characters are those of the default repertoire (PS3.5 6.2, 9.1). */
final class Form {
  private static final int DATE_DIGITS = 8;

  private Form() {}

  /**
   * What is wrong with a value of a value representation, or with the first wrong one of several.
   *
   * @return null when nothing is
   */
  static @Nullable FindingCode flaw(int vr, byte[] bytes, int count) {
    int start = 0;
    for (int i = 0; i <= count; i++) {
      if (i == count || bytes[i] == '\\') {
        @Nullable FindingCode flaw = flaw(vr, bytes, start, i);
        if (flaw != null) {
          return flaw;
        }
        start = i + 1;
      }
    }
    return null;
  }

  private static @Nullable FindingCode flaw(int vr, byte[] bytes, int from, int to) {
    int start = from;
    int end = to;
    while (end > start && padding(bytes[end - 1])) {
      end--;
    }
    while (start < end && padding(bytes[start])) {
      start++;
    }
    if (start == end) {
      return null;
    }
    return switch (vr) {
      case Vr.UI -> uid(bytes, start, end) ? null : FindingCode.INVALID_UID;
      case Vr.DA -> date(bytes, start, end) == null ? FindingCode.INVALID_DATE : null;
      default -> end - start > Vr.longest(vr) ? FindingCode.VALUE_TOO_LONG : null;
    };
  }

  private static boolean padding(byte b) {
    return b == ' ' || b == 0;
  }

  private static boolean uid(byte[] bytes, int from, int to) {
    int start = from; // of a component
    for (int i = from; i <= to; i++) {
      if (i == to || bytes[i] == '.') {
        if (i == start || (bytes[start] == '0' && i > start + 1)) {
          return false;
        }
        start = i + 1;
      } else if (!digit(bytes[i])) {
        return false;
      }
    }
    return to - from <= Vr.longest(Vr.UI);
  }

  private static boolean digit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** A date in eight digits; null when it is none. */
  static @Nullable LocalDate date(byte[] bytes, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      if (!digit(bytes[i]) || i - from == DATE_DIGITS) {
        return null;
      }
      number = number * 10 + bytes[i] - '0';
    }
    if (to - from < DATE_DIGITS || number < 10_000) { // there is no year 0
      return null;
    }
    try {
      return LocalDate.of(number / 10_000, number / 100 % 100, number % 100);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
