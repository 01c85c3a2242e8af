package org.migrationauditor.verifier.jpeg;

/**
 * How a component is coded (T.800 A.6.1, A.6.2).
 *
 * @param levels of decomposition, count
 * @param blockWidth of code-blocks, as an exponent of two
 * @param blockHeight the same
 * @param style of code-blocks, bits of T.800 table A.19
 * @param precincts exponents of each resolution, height above width
 */
@SuppressWarnings("ArrayRecordComponent") // nobody else sees it
record J2kCoding(int levels, int blockWidth, int blockHeight, int style, int[] precincts) {
  static final int BYPASS = 1;
  static final int RESET = 2;
  static final int TERMINATE = 4;
  static final int CAUSAL = 8;
  static final int SEGMENTATION = 32;

  private static final int STYLES = 0x3F;
  private static final int MOST_LEVELS = 30;
  private static final int LARGEST = 0xFF;
  private static final int MOST_BLOCK_SIDE = 10;
  private static final int MOST_BLOCK_AREA = 12;
  private static final int REVERSIBLE = 1;

  /**
   * Reads what COD and COC have in common.
   *
   * @param listed whether sizes of precincts are
   */
  static J2kCoding read(Marked segment, boolean listed) throws JpegException {
    int levels = segment.u8();
    int width = segment.u8() + 2;
    int height = segment.u8() + 2;
    int style = segment.u8();
    if (segment.u8() != REVERSIBLE) {
      throw new JpegException("is not reversible");
    }
    boolean sound =
        levels <= MOST_LEVELS
            && width <= MOST_BLOCK_SIDE
            && height <= MOST_BLOCK_SIDE
            && width + height <= MOST_BLOCK_AREA
            && (style & ~STYLES) == 0;
    if (!sound) {
      throw new JpegException("has coding parameters out of their range");
    }
    int[] precincts = new int[levels + 1];
    for (int i = 0; i <= levels; i++) {
      precincts[i] = listed ? segment.u8() : LARGEST;
      if (i > 0 && ((precincts[i] & 0xF) == 0 || precincts[i] >> 4 == 0)) {
        throw new JpegException("has precincts smaller than there are");
      }
    }
    segment.exhausted();
    return new J2kCoding(levels, width, height, style, precincts);
  }

  int precinctWidth(int resolution) {
    return precincts[resolution] & 0xF;
  }

  int precinctHeight(int resolution) {
    return precincts[resolution] >> 4;
  }

  boolean has(int bit) {
    return (style & bit) != 0;
  }
}
