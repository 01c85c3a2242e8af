package org.migrationauditor.verifier.jpeg;

import java.util.Arrays;

/**
 * Lines of a scan in JPEG-LS, of one component or of all, line by line or sample by sample (T.87
 * A.2.1, B).
 */
final class LsLines {
  private final Marked stream;
  private final LsCoding coding;
  private final int width;
  private final int components;
  private final boolean bySample;
  private final int restartLines;
  private final int[] runIndexes;
  private int[][] lines; // from 1 to width; what is beyond an edge on both sides
  private int[][] above;
  private EntropyBits bits;
  private int done;

  /**
   * @param restartLines between two restart markers, count; 0 when there are none
   */
  LsLines(
      Marked stream,
      LsCoding coding,
      int width,
      int components,
      boolean bySample,
      int restartLines) {
    this.stream = stream;
    this.coding = coding;
    this.width = width;
    this.components = components;
    this.bySample = bySample;
    this.restartLines = restartLines;
    runIndexes = new int[components];
    lines = new int[components][width + 2];
    above = new int[components][width + 2];
    bits = stream.bits(EntropyBits.Stuffing.BIT);
    coding.start(bits);
  }

  /** Decodes the next line of each component, samples by pixel. */
  void next(int[] row) throws JpegException {
    if (restartLines > 0 && done > 0 && done % restartLines == 0) {
      restart();
    }
    done++;
    int[][] before = above;
    above = lines;
    lines = before;
    for (int i = 0; i < components; i++) {
      lines[i][0] = above[i][1];
      above[i][width + 1] = above[i][width];
    }
    if (bySample) {
      runIndexes[0] = coding.pixels(lines, above, width, runIndexes[0]);
    } else {
      for (int i = 0; i < components; i++) {
        runIndexes[i] = coding.line(lines[i], above[i], width, runIndexes[i]);
      }
    }
    for (int i = 0; i < components; i++) {
      int[] line = lines[i];
      for (int x = 0, to = i; x < width; x++, to += components) {
        row[to] = line[x + 1];
      }
    }
  }

  private void restart() throws JpegException {
    stream.behind(bits);
    stream.restart(done / restartLines - 1);
    bits = stream.bits(EntropyBits.Stuffing.BIT);
    coding.start(bits);
    Arrays.fill(runIndexes, 0);
    for (int i = 0; i < components; i++) {
      Arrays.fill(lines[i], 0);
      Arrays.fill(above[i], 0);
    }
  }

  /** The last line was decoded. */
  void end() throws JpegException {
    stream.behind(bits);
  }
}
