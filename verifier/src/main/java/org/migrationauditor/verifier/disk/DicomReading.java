package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.nio.file.Path;
import org.migrationauditor.verifier.dicom.DicomFacts;

/** Reads one file as DICOM, strictly and to its last byte. Thread-safe. */
@FunctionalInterface
public interface DicomReading {
  /**
   * Facts about a file, whatever it turns out to be.
   *
   * @throws IOException if it could not be read to its end
   */
  DicomFacts read(Path file) throws IOException;
}
