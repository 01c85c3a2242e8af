package org.migrationauditor.verifier.dicom;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Keyed digests of the elements of the data set itself, one after the other. */
final class Elements {
  /** Most elements that are listed; a data set with more has no list. */
  static final int MAX = 4096;

  private static final int LIKELY = 256;
  private static final VarHandle SHORT = bigEndian(short[].class);
  private static final VarHandle INT = bigEndian(int[].class);
  private static final VarHandle LONG = bigEndian(long[].class);

  private final SipHash hash;
  private byte[] names = new byte[LIKELY * ElementDigests.NAME_BYTES];
  private byte[] digests = new byte[LIKELY * ElementDigests.DIGEST_BYTES];
  private int count;

  /**
   * @param key of {@link SipHash}
   */
  Elements(byte[] key) {
    hash = new SipHash(key);
  }

  private static VarHandle bigEndian(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.BIG_ENDIAN);
  }

  /** Starts over. */
  void open() {
    count = 0;
  }

  /** Ends the element before, if there is one, and starts the next. */
  void begin(int tag, int vr) {
    end();
    if (count < MAX) {
      int at = count * ElementDigests.NAME_BYTES;
      if (at == names.length) {
        names = Arrays.copyOf(names, 2 * names.length);
        digests = Arrays.copyOf(digests, 2 * digests.length);
      }
      INT.set(names, at, tag);
      SHORT.set(names, at + Integer.BYTES, (short) vr);
      hash.open();
    }
    count++;
  }

  /** Takes more of what the data set's digest has of the element. */
  void take(byte[] bytes, int from, int length) {
    if (count <= MAX) {
      hash.update(bytes, from, length);
    }
  }

  private void end() {
    if (count > 0 && count <= MAX) {
      LONG.set(digests, (count - 1) * ElementDigests.DIGEST_BYTES, hash.finish());
    }
  }

  /** Of all elements; null when there are more than {@link #MAX}. To be asked once. */
  @Nullable ElementDigests digests() {
    end();
    return count > MAX
        ? null
        : new ElementDigests(
            Arrays.copyOf(names, count * ElementDigests.NAME_BYTES),
            Arrays.copyOf(digests, count * ElementDigests.DIGEST_BYTES));
  }
}
