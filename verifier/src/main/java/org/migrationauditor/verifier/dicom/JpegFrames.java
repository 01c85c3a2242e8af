package org.migrationauditor.verifier.dicom;

import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.verifier.jpeg.Compression;
import org.migrationauditor.verifier.jpeg.JpegException;
import org.migrationauditor.verifier.jpeg.Shape;

/**
 * Frames of which each is one code-stream in one or more fragments (PS3.5 A.4), decoded one after
 * the other as their bytes pass.
 *
 * <p>A fragment that begins like a code-stream is the first of a frame; where there is a Basic
 * Offset Table, it must say the same. What is not understood, or is another image than the data set
 * says, is not decoded, and nothing is said to be wrong with it.
 */
final class JpegFrames implements Sink {
  private static final int FIRST_FRAGMENT = 2;
  private static final int ITEM_HEADER = 8; // bytes
  private static final int KEPT = 1 << 20; // bytes of a code-stream kept for the next file
  private static final int LEAST_STREAM = 1 << 16; // bytes that any frame may take
  private static final long LEAST_PIXELS = 1 << 26; // bytes that any file may stand for
  private static final int PIXELS_PER_BYTE = 1024; // and for each byte of its fragments

  private final MessageDigest digest;
  private final SignExtension signs;
  private final OffsetTable offsets = new OffsetTable();
  private Compression compression = Compression.JPEG_LS;
  private Shape shape = new Shape(0, 0, 0, 0, 0, false);
  private int sampleBytes;
  private int frameBytes;
  private long frames;
  private byte[] row = {};
  private byte[] stream = {};
  private int count; // of bytes in it
  private int fragments;
  private long fragmentBytes;
  private long place; // of this fragment's item behind the first of all, bytes
  private long streamBytes; // of all frames
  private long begun; // frames
  private long decoded; // bytes
  private boolean broken;

  JpegFrames(MessageDigest digest, SignExtension signs) {
    this.digest = digest;
    this.signs = signs;
  }

  /** Starts over; false if nothing of this kind is decoded here. */
  boolean open(ImagePixel image, @Nullable String transferSyntaxUid) {
    @Nullable Compression named = compression(transferSyntaxUid);
    boolean whole = image.whole() && !image.signOverlaid();
    if (named == null || !whole || image.samples() > Shape.MOST_SAMPLES) {
      return false;
    }
    compression = named;
    shape = image.shape();
    sampleBytes = image.sampleBytes();
    frameBytes = image.frameBytes();
    frames = image.frames();
    row = new byte[shape.columns() * shape.samples() * sampleBytes];
    if (stream.length > KEPT) {
      stream = new byte[0];
    }
    count = 0;
    fragments = 0;
    fragmentBytes = 0;
    place = 0;
    streamBytes = 0;
    begun = 0;
    decoded = 0;
    offsets.open(frames);
    broken = false;
    return true;
  }

  private static @Nullable Compression compression(@Nullable String transferSyntaxUid) {
    return switch (transferSyntaxUid) {
      case "1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70" -> Compression.JPEG_LOSSLESS;
      case "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.81" -> Compression.JPEG_LS;
      case "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91" -> Compression.JPEG_2000;
      case null, default -> null;
    };
  }

  /** The next fragment, before its bytes; the first of all is the Basic Offset Table. */
  void nextFragment() {
    fragments++;
    if (fragments > FIRST_FRAGMENT) {
      place += ITEM_HEADER + fragmentBytes;
    }
    fragmentBytes = 0;
  }

  @Override
  public void take(byte[] bytes, int from, int more) {
    if (fragments < FIRST_FRAGMENT) {
      offsets.take(bytes, from, more);
      return;
    }
    int start = (int) Math.min(more, Math.max(0, Compression.START - fragmentBytes));
    append(bytes, from, start);
    if (start > 0 && fragmentBytes == Compression.START) {
      startOfFragment();
    }
    append(bytes, from + start, more - start);
  }

  private void append(byte[] bytes, int from, int more) {
    fragmentBytes += more;
    streamBytes += more;
    long most = LEAST_STREAM + frameBytes + frameBytes / 4L; // noise grows by less
    broken = broken || count + more > most;
    if (!broken) {
      if (count + more > stream.length) {
        stream = Arrays.copyOf(stream, (int) Math.min(most, Math.max(count + more, 2L * count)));
      }
      System.arraycopy(bytes, from, stream, count, more);
      count += more;
    }
  }

  /** As many bytes of a fragment have come as tell whether a frame begins. */
  private void startOfFragment() {
    if (broken) {
      return;
    }
    int before = count - Compression.START;
    boolean begins = frames == 1 ? begun == 0 : compression.begins(stream, before);
    if (begins) {
      if (before > 0) {
        frame(before);
        System.arraycopy(stream, before, stream, 0, Compression.START);
        count = Compression.START;
      }
      broken = broken || begun == frames || !offsets.allows(begun, place);
      begun++;
    }
  }

  private void frame(int end) {
    decoded += frameBytes;
    broken = broken || decoded > LEAST_PIXELS + PIXELS_PER_BYTE * streamBytes;
    if (!broken) {
      try {
        compression.decode(stream, end, shape, this::row);
      } catch (JpegException e) {
        broken = true;
      }
    }
  }

  private void row(int[] samples, int precision) {
    int unused = shape.signed() ? Integer.SIZE - precision : 0;
    int to = 0;
    for (int i = 0; i < row.length / sampleBytes; i++) {
      int sample = samples[i] << unused >> unused;
      row[to++] = (byte) sample;
      if (sampleBytes > 1) {
        row[to++] = (byte) (sample >> Byte.SIZE);
      }
    }
    signs.extend(row, to);
    digest.update(row, 0, to);
  }

  /** The last fragment has come; tells whether all frames were decoded. */
  boolean complete() {
    if (!broken) {
      frame(count);
    }
    return !broken && begun == frames;
  }
}
