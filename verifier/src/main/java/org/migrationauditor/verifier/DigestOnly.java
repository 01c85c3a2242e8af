package org.migrationauditor.verifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.migrationauditor.verifier.dicom.DicomFacts;
import org.migrationauditor.verifier.dicom.DicomStructure;
import org.migrationauditor.verifier.manifest.Manifest;

/** Reads files as bytes until the DICOM reader is there. */
record DigestOnly(PseudonymKey key) {
  DicomFacts read(Path file) throws IOException {
    return new DicomFacts(
        Files.size(file),
        Manifest.digestOf(file),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        DicomStructure.NOT_DICOM,
        "is not DICOM");
  }
}
