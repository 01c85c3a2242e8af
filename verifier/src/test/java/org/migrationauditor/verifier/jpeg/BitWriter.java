package org.migrationauditor.verifier.jpeg;

import java.io.ByteArrayOutputStream;

/** Writes bits, the highest of a byte first, and stuffs behind 0xFF a bit or a byte. */
final class BitWriter {
  private final ByteArrayOutputStream out;
  private final boolean stuffsBit;
  private int current;
  private int free = Byte.SIZE;

  BitWriter(ByteArrayOutputStream out, boolean stuffsBit) {
    this.out = out;
    this.stuffsBit = stuffsBit;
  }

  void write(long bits, int count) {
    for (int i = count - 1; i >= 0; i--) {
      current = current << 1 | (int) (bits >>> i & 1);
      free--;
      if (free == 0) {
        flush();
      }
    }
  }

  private void flush() {
    out.write(current);
    boolean stuff = current == 0xFF;
    current = 0;
    free = stuff && stuffsBit ? Byte.SIZE - 1 : Byte.SIZE;
    if (stuff && !stuffsBit) {
      out.write(0);
    }
  }

  /** Fills the last byte, and does not leave 0xFF as the last one. */
  void end() {
    int full = stuffsBit && free == Byte.SIZE - 1 ? Byte.SIZE - 1 : Byte.SIZE;
    if (free < full || full < Byte.SIZE) {
      write(stuffsBit ? 0 : (1 << free) - 1, free);
    }
  }
}
