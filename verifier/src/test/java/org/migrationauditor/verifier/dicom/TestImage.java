package org.migrationauditor.verifier.dicom;

import java.util.Random;

/**
 * An image of 50 columns and 40 rows.
 *
 * @param samples of a pixel, count
 * @param allocated 8 or 16 bits
 * @param stored bits
 */
public record TestImage(int samples, int allocated, int stored, boolean signed, int frames) {
  private static final int COLUMNS = 50;
  private static final int ROWS = 40;
  private static final long SEED = 3;

  /** Its pixels: slopes, flat parts and noise, signed numbers with their sign extended. */
  public byte[] pixels() {
    Random random = new Random(SEED);
    int count = COLUMNS * ROWS * samples * frames;
    byte[] pixels = new byte[count * allocated / 8];
    for (int i = 0; i < count; i++) {
      int noise = random.nextInt(1 << stored);
      int sample = i / 600 % 3 == 0 ? noise : i / 40 % 50 - 20;
      put(pixels, i, signed ? sample << (32 - stored) >> (32 - stored) : sample & mask());
    }
    return pixels;
  }

  /** Signed numbers without their sign extended. */
  public byte[] masked(byte[] pixels) {
    byte[] masked = pixels.clone();
    int[] samplesOf = samplesOf(pixels);
    for (int i = 0; i < samplesOf.length; i++) {
      put(masked, i, samplesOf[i]);
    }
    return masked;
  }

  /** Bits stored of each sample. */
  int[] samplesOf(byte[] pixels) {
    int[] of = new int[pixels.length * 8 / allocated];
    for (int i = 0; i < of.length; i++) {
      int low = pixels[i * allocated / 8] & 0xFF;
      int high = allocated == 16 ? (pixels[2 * i + 1] & 0xFF) << 8 : 0;
      of[i] = (high | low) & mask();
    }
    return of;
  }

  private int mask() {
    return (1 << stored) - 1;
  }

  private void put(byte[] pixels, int index, int sample) {
    pixels[index * allocated / 8] = (byte) sample;
    if (allocated == 16) {
      pixels[index * 2 + 1] = (byte) (sample >> 8);
    }
  }

  /** A native file of some pixels. */
  public byte[] file(byte[] pixels) {
    return DicomFile.part10(
        DicomFile.EXPLICIT,
        head(samples == 1 ? "MONOCHROME2" : "RGB")
            .element(DicomFile.PIXEL_DATA, "OW", pixels)
            .bytes());
  }

  /**
   * A file in some syntax that has an overlay.
   *
   * @param bit of each sample that is the overlay's; 0 for an overlay of its own
   */
  byte[] overlaid(String syntax, int bit, byte[]... pixels) {
    DataSetBytes head =
        head("MONOCHROME2").number(0x60000100, bit == 0 ? 1 : allocated).number(0x60000102, bit);
    return DicomFile.part10(
        syntax,
        pixels.length == 1
            ? head.element(DicomFile.PIXEL_DATA, "OW", pixels[0]).bytes()
            : head.fragments(DicomFile.PIXEL_DATA, pixels).bytes());
  }

  /** A file of fragments in some syntax, the first of them the Basic Offset Table. */
  byte[] file(String syntax, byte[]... fragments) {
    return file(syntax, samples == 1 ? "MONOCHROME2" : "RGB", fragments);
  }

  /** The same with another photometric interpretation. */
  byte[] file(String syntax, String photometric, byte[]... fragments) {
    return DicomFile.part10(
        syntax, head(photometric).fragments(DicomFile.PIXEL_DATA, fragments).bytes());
  }

  private DataSetBytes head(String photometric) {
    DataSetBytes head =
        DicomFile.head(Encoding.EXPLICIT_LITTLE_ENDIAN)
            .number(0x00280002, samples)
            .text(0x00280004, "CS", photometric);
    if (samples > 1) {
      head.number(0x00280006, 0);
    }
    return head.text(0x00280008, "IS", String.valueOf(frames))
        .number(0x00280010, ROWS)
        .number(0x00280011, COLUMNS)
        .number(0x00280100, allocated)
        .number(0x00280101, stored)
        .number(0x00280102, stored - 1)
        .number(0x00280103, signed ? 1 : 0);
  }
}
