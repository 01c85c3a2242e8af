package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.migrationauditor.verifier.dicom.DicomFacts;

/** Reads one file as DICOM, strictly and to its last byte. Thread-safe. */
@FunctionalInterface
public interface DicomReading {
  /**
   * Facts about a file, whatever it turns out to be.
   *
   * @param advanced told how many more bytes were read
   * @throws IOException if it could not be read to its end
   */
  DicomFacts read(Path file, LongConsumer advanced) throws IOException;
}
