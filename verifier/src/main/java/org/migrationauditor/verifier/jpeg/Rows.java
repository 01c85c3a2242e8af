package org.migrationauditor.verifier.jpeg;

/** Takes an image row by row, from the top. */
@FunctionalInterface
public interface Rows {
  /**
   * Takes the next row; it is another's again when this returns.
   *
   * @param samples from the left, colour by pixel; of each the lowest bits count, as many as the
   *     precision says, in two's complement when samples are signed
   * @param precision bits
   */
  void row(int[] samples, int precision);
}
