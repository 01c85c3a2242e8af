package org.migrationauditor.verifier.jpeg;

/**
 * What an image must be, as told beside its code-stream.
 *
 * @param columns of a row, count
 * @param rows count
 * @param samples of a pixel, count; more than {@link #MOST_SAMPLES} are refused
 * @param bitsStored least precision, bits
 * @param bitsAllocated greatest precision, bits
 * @param signed whether samples are in two's complement
 */
public record Shape(
    int columns, int rows, int samples, int bitsStored, int bitsAllocated, boolean signed) {
  /** Of a pixel that is decoded here, count. */
  public static final int MOST_SAMPLES = 4;

  /** Refuses a code-stream of another image. */
  void check(int streamColumns, int streamRows, int components, int precision)
      throws JpegException {
    if (streamColumns != columns || streamRows != rows || components != samples) {
      throw new JpegException("is of another size than it should be");
    }
    if (samples > MOST_SAMPLES || columns < 1 || rows < 1) {
      throw new JpegException("is of a size that is not decoded");
    }
    if (precision < bitsStored || precision > bitsAllocated) {
      throw new JpegException("is of another precision than it should be");
    }
  }
}
