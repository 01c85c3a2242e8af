package org.migrationauditor.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Pictures of nothing: rings with noise, compressible where a coder needs runs. */
final class Pixels {
  private static final int NOISE = 1 << 12;

  private final Random random;
  private final short[] noise = new short[NOISE];

  Pixels(Random random) {
    this.random = random;
    for (int i = 0; i < NOISE; i++) {
      noise[i] = (short) random.nextInt(32);
    }
  }

  short[] grey16(int rows, int columns, int maximum) {
    short[] pixels = new short[rows * columns];
    int centre = random.nextInt(rows);
    int shift = random.nextInt(NOISE);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int at = row * columns + column;
        int ring = Math.abs(row - centre) + Math.abs(column - columns / 2);
        boolean background = ring > rows / 2;
        int value = background ? 0 : maximum - 8 * ring - noise[(at + shift) % NOISE];
        pixels[at] = (short) Math.clamp(value, 0, maximum);
      }
    }
    return pixels;
  }

  byte[] grey8(int rows, int columns) {
    short[] wide = grey16(rows, columns, 255);
    byte[] pixels = new byte[wide.length];
    for (int i = 0; i < wide.length; i++) {
      pixels[i] = (byte) wide[i];
    }
    return pixels;
  }

  /** Red, green and blue planes. */
  List<byte[]> planes(int rows, int columns) {
    List<byte[]> planes = new ArrayList<>();
    for (int plane = 0; plane < 3; plane++) {
      planes.add(grey8(rows, columns));
    }
    return planes;
  }

  /** Segmentation bits, eight pixels a byte. */
  byte[] bits(int pixels) {
    byte[] mask = new byte[(pixels + 7) / 8];
    random.nextBytes(mask);
    return mask;
  }
}
