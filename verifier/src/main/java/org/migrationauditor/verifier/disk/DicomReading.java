package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.function.LongConsumer;
import org.migrationauditor.verifier.dicom.DicomFacts;

/** Reads the bytes of one file as DICOM, strictly and to the last. Thread-safe. */
@FunctionalInterface
public interface DicomReading {
  /**
   * Facts about a file, whatever it turns out to be.
   *
   * @param content from its first byte to its last
   * @param bytes size as far as is known, bytes
   * @param advanced told how many more bytes were read
   * @throws IOException if it could not be read to its end
   */
  DicomFacts read(ReadableByteChannel content, long bytes, LongConsumer advanced)
      throws IOException;
}
