package org.migrationauditor.verifier.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Bytes from a stranger, and what may be spent on them. */
public final class HostileBytes {
  /** Memory that a reader may take whatever it reads, bytes: buffers, messages, stack traces. */
  private static final long FIXED = 8 << 20;

  /** And for each byte that it reads, bytes: an entry of a map takes so many. */
  private static final long PER_BYTE = 160;

  private static final int SHOWN = 2_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private HostileBytes() {}

  /** A reader with what it promises; what it throws is a defect. */
  @FunctionalInterface
  public interface Reader {
    void read(byte[] bytes) throws Exception;
  }

  /** Reads bytes in as much memory as their number allows, whatever lengths they declare. */
  public static void read(byte[] bytes, Reader reader) {
    read(bytes, PER_BYTE, reader);
  }

  /**
   * Reads bytes that stand for more than they are.
   *
   * @param perByte memory for each of them, bytes
   */
  public static void read(byte[] bytes, long perByte, Reader reader) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      reader.read(bytes);
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError("of " + shown(bytes), e);
    }
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
        .as(() -> "memory taken for " + shown(bytes))
        .isLessThan(FIXED + perByte * bytes.length);
  }

  /** Reads so many variants of seeds, always the same ones. */
  public static void readMutants(List<byte[]> seeds, int count, Reader reader) {
    Random random = new Random(count);
    for (int i = 0; i < count; i++) {
      byte[] mutant = seeds.get(random.nextInt(seeds.size()));
      for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
        mutant = changed(mutant, random);
      }
      read(mutant, reader);
    }
  }

  private static byte[] changed(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length + 1);
    int count = Math.min(1 + random.nextInt(8), bytes.length - at);
    byte[] noise = new byte[count];
    random.nextBytes(noise);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, at);
    switch (random.nextInt(6)) {
      case 0 -> out.writeBytes(noise);
      case 1 -> out.writeBytes(filled(count, 0));
      case 2 -> out.writeBytes(filled(count, 0xFF));
      case 3 -> {
        out.write(bytes, at, count);
        out.write(bytes, at, count);
      }
      case 4 -> {
        if (count > 0) {
          out.write(bytes[at] ^ 1 << random.nextInt(Byte.SIZE));
          out.write(bytes, at + 1, count - 1);
        }
      }
      default -> {}
    }
    out.write(bytes, at + count, bytes.length - at - count);
    return out.toByteArray();
  }

  private static byte[] filled(int count, int value) {
    byte[] bytes = new byte[count];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static String shown(byte[] bytes) {
    int shown = Math.min(bytes.length, SHOWN);
    return "%d bytes: %s".formatted(bytes.length, HexFormat.of().formatHex(bytes, 0, shown));
  }
}
