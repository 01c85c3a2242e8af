package org.migrationauditor.verifier.jpeg;

import java.util.Arrays;

/** Arithmetic decoder of JPEG 2000 (T.800 C.3), and the raw bits beside it (D.6). */
final class MqDecoder {
  static final int CONTEXTS = 19;
  static final int RUN = 17;
  static final int UNIFORM = 18;

  // T.800 table C.2: probability, next state after the more and the less probable, switch
  private static final int[] QE = {
    0x5601, 0x3401, 0x1801, 0x0AC1, 0x0521, 0x0221, 0x5601, 0x5401, 0x4801, 0x3801, 0x3001, 0x2401,
    0x1C01, 0x1601, 0x5601, 0x5401, 0x5101, 0x4801, 0x3801, 0x3401, 0x3001, 0x2801, 0x2401, 0x2201,
    0x1C01, 0x1801, 0x1601, 0x1401, 0x1201, 0x1101, 0x0AC1, 0x09C1, 0x08A1, 0x0521, 0x0441, 0x02A1,
    0x0221, 0x0141, 0x0111, 0x0085, 0x0049, 0x0025, 0x0015, 0x0009, 0x0005, 0x0001, 0x5601
  };
  private static final int[] MORE = {
    1, 2, 3, 4, 5, 38, 7, 8, 9, 10, 11, 12, 13, 29, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
    27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 45, 46
  };
  private static final int[] LESS = {
    1, 6, 9, 12, 29, 33, 6, 14, 14, 14, 17, 18, 20, 21, 14, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22,
    23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 46
  };
  private static final long SWITCHES = 1L | 1L << 6 | 1L << 14;
  private static final int ZERO_STATE = 4;
  private static final int RUN_STATE = 3;
  private static final int UNIFORM_STATE = 46;

  private final int[] states = new int[CONTEXTS];
  private final int[] symbols = new int[CONTEXTS];
  private byte[] bytes = {};
  private int at;
  private int end;
  private int a;
  private int c;
  private int ct;

  /** Contexts as they are before the first bit (T.800 table D.7). */
  void reset() {
    Arrays.fill(states, 0);
    Arrays.fill(symbols, 0);
    states[0] = ZERO_STATE;
    states[RUN] = RUN_STATE;
    states[UNIFORM] = UNIFORM_STATE;
  }

  /** Starts a codeword segment; behind its end are ones. */
  void start(byte[] from, int index, int length) {
    bytes = from;
    at = index;
    end = index + length;
    c = octet(at) << 16;
    fill();
    c <<= 7;
    ct -= 7;
    a = 0x8000;
  }

  private int octet(int index) {
    return index < end ? bytes[index] & 0xFF : 0xFF;
  }

  private void fill() {
    if (octet(at) == 0xFF) {
      int next = octet(at + 1);
      if (next > 0x8F) {
        c += 0xFF00;
        ct = 8;
      } else {
        at++;
        c += next << 9;
        ct = 7;
      }
    } else {
      at++;
      c += octet(at) << 8;
      ct = 8;
    }
  }

  int bit(int context) {
    int state = states[context];
    int qe = QE[state];
    int symbol = symbols[context];
    a -= qe;
    if (c >>> 16 < qe) {
      boolean more = a < qe;
      a = qe;
      return exchanged(context, state, symbol, more);
    }
    c -= qe << 16;
    if ((a & 0x8000) != 0) {
      return symbol;
    }
    return exchanged(context, state, symbol, a >= qe);
  }

  private int exchanged(int context, int state, int symbol, boolean more) {
    int decoded = symbol;
    if (more) {
      states[context] = MORE[state];
    } else {
      decoded = 1 - symbol;
      if ((SWITCHES >>> state & 1) != 0) {
        symbols[context] = decoded;
      }
      states[context] = LESS[state];
    }
    do {
      if (ct == 0) {
        fill();
      }
      a <<= 1;
      c <<= 1;
      ct--;
    } while ((a & 0x8000) == 0);
    return decoded;
  }

  /** Starts a segment of raw bits. */
  void startRaw(byte[] from, int index, int length) {
    bytes = from;
    at = index;
    end = index + length;
    c = 0;
    ct = 0;
  }

  int rawBit() {
    if (ct == 0) {
      ct = c == 0xFF ? Byte.SIZE - 1 : Byte.SIZE;
      c = octet(at);
      at = Math.min(at + 1, end);
    }
    ct--;
    return c >> ct & 1;
  }
}
