package org.migrationauditor.verifier.jpeg;

/**
 * How samples of JPEG Lossless follow from their neighbours (T.81 H.1.2).
 *
 * @param predictor 1 to 7 (T.81 table H.1)
 * @param precision of samples, bits
 * @param shift point transform, bits
 */
record Prediction(int predictor, int precision, int shift) {
  /** Of the first sample. */
  int origin() {
    return 1 << (precision - shift - 1);
  }

  int predicted(int ra, int rb, int rc) {
    return switch (predictor) {
      case 1 -> ra;
      case 2 -> rb;
      case 3 -> rc;
      case 4 -> ra + rb - rc;
      case 5 -> ra + ((rb - rc) >> 1);
      case 6 -> rb + ((ra - rc) >> 1);
      default -> (ra + rb) >> 1;
    };
  }

  /** A sample, modulo 2^16; it must be one of its precision. */
  int sample(int predicted, int difference) throws JpegException {
    int sample = (predicted + difference) & 0xFFFF;
    if (sample >>> (precision - shift) != 0) {
      throw new JpegException("has a sample beyond its precision");
    }
    return sample;
  }
}
