package org.migrationauditor.verifier.dicom;

/** One frame that comes colour by plane, turned into colour by pixel (PS3.3 C.7.6.3.1.3). */
final class PlanarFrame {
  private byte[] frame = {};
  private int samples;
  private int sampleBytes;
  private int pixels;
  private int plane;
  private int pixel;
  private int part;

  /**
   * Starts a frame.
   *
   * @param into takes the frame's bytes, colour by pixel
   */
  void open(ImagePixel image, byte[] into) {
    frame = into;
    samples = image.samples();
    sampleBytes = image.sampleBytes();
    pixels = image.pixels();
    plane = 0;
    pixel = 0;
    part = 0;
  }

  boolean complete() {
    return plane == samples;
  }

  void put(byte value) {
    frame[(pixel * samples + plane) * sampleBytes + part] = value;
    part++;
    if (part == sampleBytes) {
      part = 0;
      pixel++;
    }
    if (pixel == pixels) {
      pixel = 0;
      plane++;
    }
  }
}
