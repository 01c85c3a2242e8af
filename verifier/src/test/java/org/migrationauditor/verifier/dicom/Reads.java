package org.migrationauditor.verifier.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Reads bytes as a file, with small and with large buffers, which must not matter. */
final class Reads {
  private static final DicomReader SMALL = new DicomReader(DicomFile.KEY, Workspace.MIN_BUFFER);
  private static final DicomReader LARGE = new DicomReader(DicomFile.KEY);

  private final Path file;

  Reads(Path file) {
    this.file = file;
  }

  DicomFacts facts(byte[]... parts) {
    byte[] bytes = DicomFile.join(parts);
    try {
      Files.write(file, bytes);
      DicomFacts facts = LARGE.read(file);
      assertThat(SMALL.read(file)).isEqualTo(facts);
      assertThat(facts.bytes()).isEqualTo(bytes.length);
      assertThat(facts.digest().hex()).isEqualTo(sha256(bytes));
      assertThat(facts.problem().isEmpty()).isEqualTo(facts.structure() == DicomStructure.SOUND);
      return facts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
