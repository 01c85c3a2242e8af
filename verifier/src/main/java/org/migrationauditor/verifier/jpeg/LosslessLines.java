package org.migrationauditor.verifier.jpeg;

/** Lines of a scan in JPEG Lossless (T.81 H). */
final class LosslessLines {
  private static final int HALF = 1 << 15; // the category that no bits follow

  private final Marked stream;
  private final Prediction prediction;
  private final HuffmanTable[] tables;
  private final int restartLines;
  private EntropyBits bits;
  private int[] line; // samples by pixel, before the point transform is undone
  private int[] above;
  private int done;

  /**
   * @param tables of each component
   * @param restartLines between two restart markers, count; 0 when there are none
   */
  LosslessLines(
      Marked stream, Prediction prediction, HuffmanTable[] tables, int width, int restartLines) {
    this.stream = stream;
    this.prediction = prediction;
    this.tables = tables;
    this.restartLines = restartLines;
    line = new int[width * tables.length];
    above = new int[width * tables.length];
    bits = stream.bits(EntropyBits.Stuffing.BYTE);
  }

  /** Decodes the next line, samples by pixel. */
  void next(int[] row) throws JpegException {
    boolean first = done == 0;
    if (restartLines > 0 && done > 0 && done % restartLines == 0) {
      stream.behind(bits);
      stream.restart(done / restartLines - 1);
      bits = stream.bits(EntropyBits.Stuffing.BYTE);
      first = true;
    }
    done++;
    int[] before = above;
    above = line;
    line = before;
    int components = tables.length;
    for (int i = 0; i < components; i++) {
      int predicted = first ? prediction.origin() : above[i];
      line[i] = prediction.sample(predicted, difference(tables[i]));
    }
    if (first) {
      firstLine(components);
    } else {
      otherLine(components);
    }
    for (int i = 0; i < line.length; i++) {
      row[i] = line[i] << prediction.shift();
    }
  }

  private void firstLine(int components) throws JpegException {
    int i = components;
    while (i < line.length) {
      for (int component = 0; component < components; component++, i++) {
        line[i] = prediction.sample(line[i - components], difference(tables[component]));
      }
    }
  }

  private void otherLine(int components) throws JpegException {
    int i = components;
    while (i < line.length) {
      for (int component = 0; component < components; component++, i++) {
        int predicted = prediction.predicted(line[i - components], above[i], above[i - components]);
        line[i] = prediction.sample(predicted, difference(tables[component]));
      }
    }
  }

  private int difference(HuffmanTable table) throws JpegException {
    int category = table.category(bits);
    if (category == 0) {
      return 0;
    }
    if (category == Short.SIZE) {
      return HALF;
    }
    int value = bits.read(category);
    return value >>> (category - 1) == 0 ? value - (1 << category) + 1 : value;
  }

  /** The last line was decoded. */
  void end() throws JpegException {
    stream.behind(bits);
  }
}
