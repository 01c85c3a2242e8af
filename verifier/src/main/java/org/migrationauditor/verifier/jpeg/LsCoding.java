package org.migrationauditor.verifier.jpeg;

import java.util.Arrays;

/** Decodes samples of JPEG-LS from their neighbours and bits (T.87 A). */
final class LsCoding {
  private static final int CONTEXTS = 365; // regular ones, 0 among them, which is never used
  private static final int ALL_CONTEXTS = CONTEXTS + 2;
  private static final int LEAST_BIAS = -128;
  private static final int MOST_BIAS = 127;
  private static final int MOST_RUN_INDEX = 31;
  private static final int[] J = {
    0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13,
    14, 15
  };

  private final int maximum;
  private final int near;
  private final int step;
  private final int range;
  private final int span;
  private final int greatestError;
  private final int escapeBits;
  private final int limit;
  private final int reset;
  private final int reach;
  private final byte[] regions; // of a gradient, from -reach to reach
  private final int[] sums = new int[ALL_CONTEXTS]; // A
  private final int[] biases = new int[CONTEXTS]; // B
  private final int[] corrections = new int[CONTEXTS]; // C
  private final int[] counts = new int[ALL_CONTEXTS]; // N
  private final int[] negatives = new int[2]; // Nn
  private EntropyBits bits = new EntropyBits(new byte[0], 0, 0, EntropyBits.Stuffing.BIT);

  LsCoding(LsParameters parameters, int near) {
    this.near = near;
    maximum = parameters.maximum();
    step = 2 * near + 1;
    range = (maximum + 2 * near) / step + 1;
    span = range * step;
    greatestError = (range + 1) / 2;
    escapeBits = Integer.SIZE - Integer.numberOfLeadingZeros(range - 1);
    int sampleBits = Math.max(2, Integer.SIZE - Integer.numberOfLeadingZeros(maximum));
    limit = 2 * (sampleBits + Math.max(Byte.SIZE, sampleBits));
    reset = parameters.reset();
    reach = parameters.t3();
    regions = new byte[2 * reach + 1];
    for (int gradient = -reach; gradient <= reach; gradient++) {
      regions[gradient + reach] = (byte) region(gradient, parameters);
    }
  }

  private int region(int gradient, LsParameters parameters) {
    int size = Math.abs(gradient);
    int region;
    if (size <= near) {
      region = 0;
    } else if (size < parameters.t1()) {
      region = 1;
    } else if (size < parameters.t2()) {
      region = 2;
    } else if (size < parameters.t3()) {
      region = 3;
    } else {
      region = 4;
    }
    return gradient < 0 ? -region : region;
  }

  /** Starts over with other bits. */
  void start(EntropyBits from) {
    bits = from;
    Arrays.fill(sums, Math.max(2, (range + 32) / 64));
    Arrays.fill(biases, 0);
    Arrays.fill(corrections, 0);
    Arrays.fill(counts, 1);
    Arrays.fill(negatives, 0);
  }

  /** Decodes a line and tells the run index behind it. */
  int line(int[] line, int[] above, int width, int firstRunIndex) throws JpegException {
    int runIndex = firstRunIndex;
    int x = 1;
    while (x <= width) {
      int ra = line[x - 1];
      int rb = above[x];
      int rc = above[x - 1];
      int context = context(above[x + 1] - rb, rb - rc, rc - ra);
      if (context != 0) {
        line[x++] = regular(context, ra, rb, rc);
        continue;
      }
      int run = run(runIndex, width + 1 - x);
      runIndex = indexBehind(runIndex, run);
      Arrays.fill(line, x, x + run, ra);
      x += run;
      if (x <= width) {
        line[x] = interruption(ra, above[x], runIndex);
        runIndex = Math.max(0, runIndex - 1);
        x++;
      }
    }
    return runIndex;
  }

  /** Decodes a line of several components, sample by sample, and tells the run index behind it. */
  int pixels(int[][] lines, int[][] above, int width, int firstRunIndex) throws JpegException {
    int runIndex = firstRunIndex;
    int components = lines.length;
    int[] contexts = new int[components];
    int x = 1;
    while (x <= width) {
      int regular = 0;
      for (int i = 0; i < components; i++) {
        int rb = above[i][x];
        int rc = above[i][x - 1];
        contexts[i] = context(above[i][x + 1] - rb, rb - rc, rc - lines[i][x - 1]);
        regular |= contexts[i];
      }
      if (regular != 0) {
        for (int i = 0; i < components; i++) {
          lines[i][x] = regular(contexts[i], lines[i][x - 1], above[i][x], above[i][x - 1]);
        }
        x++;
        continue;
      }
      int run = run(runIndex, width + 1 - x);
      runIndex = indexBehind(runIndex, run);
      for (int[] line : lines) {
        Arrays.fill(line, x, x + run, line[x - 1]);
      }
      x += run;
      if (x <= width) {
        for (int i = 0; i < components; i++) {
          lines[i][x] = interruption(0, lines[i][x - 1], above[i][x], runIndex);
        }
        runIndex = Math.max(0, runIndex - 1);
        x++;
      }
    }
    return runIndex;
  }

  private int context(int d1, int d2, int d3) {
    return 81 * region(d1) + 9 * region(d2) + region(d3);
  }

  private int region(int gradient) {
    return regions[Math.max(-reach, Math.min(reach, gradient)) + reach];
  }

  private int regular(int signedContext, int ra, int rb, int rc) throws JpegException {
    int sign = signedContext >> (Integer.SIZE - 1); // -1 for a mirrored context
    int context = (signedContext ^ sign) - sign;
    int count = counts[context];
    int sum = sums[context];
    int bias = biases[context];
    int k = parameter(count, sum);
    int mapped = code(k, limit);
    int error = (mapped >>> 1) ^ -(mapped & 1);
    if (k == 0 && near == 0 && 2 * bias <= -count) {
      error = ~error;
    }
    checkError(error);
    int predicted = predicted(ra, rb, rc) + ((corrections[context] ^ sign) - sign);
    predicted = Math.max(0, Math.min(maximum, predicted));
    update(context, error, sum, bias, count);
    return sample(predicted, (error ^ sign) - sign);
  }

  private static int predicted(int ra, int rb, int rc) {
    int least = Math.min(ra, rb);
    int most = Math.max(ra, rb);
    return Math.max(least, Math.min(most, ra + rb - rc)); // the same as T.87 A.4.1 has
  }

  /** Golomb parameter: the least shift that makes a count as great as a sum. */
  private static int parameter(int count, int sum) {
    int k = Integer.numberOfLeadingZeros(count) - Integer.numberOfLeadingZeros(sum);
    if (k < 0) {
      return 0;
    }
    return count << k < sum ? k + 1 : k;
  }

  private int code(int k, int longest) throws JpegException {
    int escape = longest - escapeBits - 1;
    int zeros = bits.zeros(escape);
    return zeros < escape ? zeros << k | bits.read(k) : bits.read(escapeBits) + 1;
  }

  private void checkError(int error) throws JpegException {
    if (error > greatestError || error < -greatestError) {
      throw new JpegException("has a difference that there is not");
    }
  }

  private void update(int context, int error, int sum, int bias, int count) {
    int newBias = bias + error * step;
    int newSum = sum + Math.abs(error);
    int newCount = count;
    if (newCount == reset) {
      newSum >>= 1;
      newBias >>= 1;
      newCount >>= 1;
    }
    newCount++;
    if (newBias <= -newCount) {
      newBias = Math.max(newBias + newCount, 1 - newCount);
      if (corrections[context] > LEAST_BIAS) {
        corrections[context]--;
      }
    } else if (newBias > 0) {
      newBias = Math.min(newBias - newCount, 0);
      if (corrections[context] < MOST_BIAS) {
        corrections[context]++;
      }
    }
    sums[context] = newSum;
    biases[context] = newBias;
    counts[context] = newCount;
  }

  private int sample(int predicted, int error) {
    int sample = predicted + error * step;
    if (sample < -near) {
      sample += span;
    } else if (sample > maximum + near) {
      sample -= span;
    }
    return Math.max(0, Math.min(maximum, sample));
  }

  /** How long a run is, at most as long as there is room. */
  private int run(int firstRunIndex, int room) throws JpegException {
    int runIndex = firstRunIndex;
    int run = 0;
    while (bits.bit()) {
      run += 1 << J[runIndex];
      if (run >= room) {
        return room;
      }
      runIndex = Math.min(MOST_RUN_INDEX, runIndex + 1);
    }
    run += bits.read(J[runIndex]);
    if (run >= room) {
      throw new JpegException("has a run beyond the end of its line");
    }
    return run;
  }

  /** The run index that {@link #run} came to. */
  private static int indexBehind(int firstRunIndex, int run) {
    int runIndex = firstRunIndex;
    int left = run;
    while (left >= 1 << J[runIndex]) {
      left -= 1 << J[runIndex];
      runIndex = Math.min(MOST_RUN_INDEX, runIndex + 1);
    }
    return runIndex;
  }

  private int interruption(int ra, int rb, int runIndex) throws JpegException {
    return interruption(Math.abs(ra - rb) <= near ? 1 : 0, ra, rb, runIndex);
  }

  /**
   * The sample behind a run.
   *
   * @param type 1 where its neighbours are alike
   */
  private int interruption(int type, int ra, int rb, int runIndex) throws JpegException {
    int context = CONTEXTS + type;
    int count = counts[context];
    int k = parameter(count, sums[context] + (type == 0 ? 0 : count >> 1));
    int mapped = code(k, limit - J[runIndex] - 1);
    int doubled = mapped + type;
    int odd = doubled & 1;
    int size = (doubled + odd) / 2;
    boolean negative = (k != 0 || 2 * negatives[type] >= count) == (odd == 1);
    int error = negative ? -size : size;
    checkError(error);
    if (error < 0) {
      negatives[type]++;
    }
    sums[context] += (mapped + 1 - type) >> 1;
    if (count == reset) {
      sums[context] >>= 1;
      count >>= 1;
      negatives[type] >>= 1;
    }
    counts[context] = count + 1;
    return sample(type == 0 ? rb : ra, type == 0 && ra > rb ? -error : error);
  }
}
