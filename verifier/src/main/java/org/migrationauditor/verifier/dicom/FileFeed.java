package org.migrationauditor.verifier.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import java.util.function.LongConsumer;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.verifier.digest.Sha256;

/** Every byte of another feed, digested as it passes. */
final class FileFeed implements Feed {
  private final ReadableByteChannel channel;
  private final MessageDigest digest;
  private final LongConsumer advanced;
  private long count;
  private boolean zero = true;

  FileFeed(ReadableByteChannel channel, MessageDigest digest, LongConsumer advanced) {
    this.channel = channel;
    this.digest = digest;
    this.advanced = advanced;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int read = channel.read(ByteBuffer.wrap(into, from, length));
    if (read > 0) {
      digest.update(into, from, read);
      zero = zero && Window.isZero(into, from, from + read);
      count += read;
      advanced.accept(read);
    }
    return read;
  }

  /** Bytes read so far. */
  long count() {
    return count;
  }

  /** Of the bytes read so far; to be asked once. */
  ContentDigest contentDigest() {
    return Sha256.finish(digest);
  }

  /** Whether all bytes so far were zero. */
  boolean zero() {
    return zero;
  }
}
