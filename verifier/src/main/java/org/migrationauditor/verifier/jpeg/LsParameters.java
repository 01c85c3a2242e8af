package org.migrationauditor.verifier.jpeg;

/**
 * Coding parameters of JPEG-LS (T.87 C.2.4.1.1).
 *
 * @param maximum greatest value of a sample
 * @param reset count at which the statistics of a context are halved
 */
record LsParameters(int maximum, int t1, int t2, int t3, int reset) {
  private static final int LEAST_RESET = 3;
  private static final int DEFAULT_RESET = 64;
  private static final int LONG_MAXIMUM = 128;
  private static final int CUT_MAXIMUM = 4095;
  private static final int T1 = 3;
  private static final int T2 = 7;
  private static final int T3 = 21;

  /** As declared; 0 for each that is to be the default. */
  static LsParameters declared(Marked segment) throws JpegException {
    LsParameters declared =
        new LsParameters(segment.u16(), segment.u16(), segment.u16(), segment.u16(), segment.u16());
    segment.exhausted();
    return declared;
  }

  static LsParameters defaults() {
    return new LsParameters(0, 0, 0, 0, 0);
  }

  /** With defaults where nothing was declared. */
  LsParameters of(int precision, int near) throws JpegException {
    int greatest = (1 << precision) - 1;
    int max = maximum == 0 ? greatest : maximum;
    if (max > greatest || near > Math.min(0xFF, max / 2)) {
      throw new JpegException("has coding parameters out of their range");
    }
    LsParameters standard = standard(max, near);
    LsParameters complete =
        new LsParameters(
            max,
            t1 == 0 ? standard.t1 : t1,
            t2 == 0 ? standard.t2 : t2,
            t3 == 0 ? standard.t3 : t3,
            reset == 0 ? DEFAULT_RESET : reset);
    boolean ascending =
        near < complete.t1
            && complete.t1 <= complete.t2
            && complete.t2 <= complete.t3
            && complete.t3 <= max;
    if (!ascending || complete.reset < LEAST_RESET || complete.reset > Math.max(0xFF, max)) {
      throw new JpegException("has coding parameters out of their range");
    }
    return complete;
  }

  private static LsParameters standard(int max, int near) {
    int t1;
    int t2;
    int t3;
    if (max >= LONG_MAXIMUM) {
      int factor = (Math.min(max, CUT_MAXIMUM) + LONG_MAXIMUM) / (2 * LONG_MAXIMUM);
      t1 = within(factor * (T1 - 2) + 2 + 3 * near, near + 1, max);
      t2 = within(factor * (T2 - 3) + 3 + 5 * near, t1, max);
      t3 = within(factor * (T3 - 4) + 4 + 7 * near, t2, max);
    } else {
      int factor = 2 * LONG_MAXIMUM / (max + 1);
      t1 = within(Math.max(2, T1 / factor + 3 * near), near + 1, max);
      t2 = within(Math.max(3, T2 / factor + 5 * near), t1, max);
      t3 = within(Math.max(4, T3 / factor + 7 * near), t2, max);
    }
    return new LsParameters(max, t1, t2, t3, DEFAULT_RESET);
  }

  /** A threshold; the least it may be where it would be out of its range. */
  private static int within(int threshold, int least, int max) {
    return threshold > max || threshold < least ? least : threshold;
  }
}
