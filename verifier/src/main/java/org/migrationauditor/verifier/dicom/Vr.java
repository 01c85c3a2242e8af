package org.migrationauditor.verifier.dicom;

/**
 * Value representations by their two characters, the first in the upper byte (PS3.5 6.2, 7.1.2).
 */
final class Vr {
  static final int AE = ('A' << 8) | 'E';
  static final int CS = ('C' << 8) | 'S';
  static final int DA = ('D' << 8) | 'A';
  static final int OB = ('O' << 8) | 'B';
  static final int OW = ('O' << 8) | 'W';
  static final int SQ = ('S' << 8) | 'Q';
  static final int UI = ('U' << 8) | 'I';
  static final int UN = ('U' << 8) | 'N';

  private Vr() {}

  static boolean known(int vr) {
    return unit(vr) > 0;
  }

  /** Whether it could be one of a later edition of the standard. */
  static boolean letters(int vr) {
    return letter(vr >>> 8) && letter(vr & 0xFF);
  }

  private static boolean letter(int character) {
    return character >= 'A' && character <= 'Z';
  }

  /** Whether its length has 32 bits; so has every one that is not known. */
  static boolean longForm(int vr) {
    return switch (vr) {
      case AE,
          ('A' << 8) | 'S',
          ('A' << 8) | 'T',
          CS,
          DA,
          ('D' << 8) | 'S',
          ('D' << 8) | 'T',
          ('F' << 8) | 'D',
          ('F' << 8) | 'L',
          ('I' << 8) | 'S',
          ('L' << 8) | 'O',
          ('L' << 8) | 'T',
          ('P' << 8) | 'N',
          ('S' << 8) | 'H',
          ('S' << 8) | 'L',
          ('S' << 8) | 'S',
          ('S' << 8) | 'T',
          ('T' << 8) | 'M',
          UI,
          ('U' << 8) | 'L',
          ('U' << 8) | 'S' ->
          false;
      default -> true;
    };
  }

  /** Most characters of one value, where none of them takes more than a byte; else no limit. */
  static int longest(int vr) {
    return switch (vr) {
      case ('A' << 8) | 'S' -> 4;
      case DA -> 8;
      case ('I' << 8) | 'S' -> 12;
      case AE, CS, ('D' << 8) | 'S', ('T' << 8) | 'M' -> 16;
      case ('D' << 8) | 'T' -> 26;
      case UI -> 64;
      default -> Integer.MAX_VALUE;
    };
  }

  /** Bytes to each number in a value, whose order is that of the encoding; else 1. */
  static int word(int vr) {
    return switch (vr) {
      case ('A' << 8) | 'T', OW, ('S' << 8) | 'S', ('U' << 8) | 'S' -> 2;
      case ('F' << 8) | 'L',
          ('O' << 8) | 'F',
          ('O' << 8) | 'L',
          ('S' << 8) | 'L',
          ('U' << 8) | 'L' ->
          4;
      case ('F' << 8) | 'D',
          ('O' << 8) | 'D',
          ('O' << 8) | 'V',
          ('S' << 8) | 'V',
          ('U' << 8) | 'V' ->
          8;
      default -> 1;
    };
  }

  /** Bytes that a length is a multiple of, padding apart; 0 when not known. */
  static int unit(int vr) {
    return switch (vr) {
      case ('F' << 8) | 'D',
          ('O' << 8) | 'D',
          ('O' << 8) | 'V',
          ('S' << 8) | 'V',
          ('U' << 8) | 'V' ->
          8;
      case ('A' << 8) | 'T',
          ('F' << 8) | 'L',
          ('O' << 8) | 'F',
          ('O' << 8) | 'L',
          ('S' << 8) | 'L',
          ('U' << 8) | 'L' ->
          4;
      case OB,
          OW,
          SQ,
          UN,
          ('S' << 8) | 'S',
          ('U' << 8) | 'C',
          ('U' << 8) | 'R',
          ('U' << 8) | 'S',
          ('U' << 8) | 'T' ->
          2;
      default -> longForm(vr) ? 0 : 2;
    };
  }
}
