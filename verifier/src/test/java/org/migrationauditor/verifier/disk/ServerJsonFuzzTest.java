package org.migrationauditor.verifier.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.verifier.inventory.HostileBytes;

/** Any bytes are what a server wrote in JSON, or a problem told in one clause. */
final class ServerJsonFuzzTest {
  private static final int DEPTH = 200_000;
  private static final int PATIENCE_SECONDS = 120; // of a test; a fuzzer takes its own
  private static final int MUTANTS = 1_000;

  private static Path root = Path.of("unset");

  @BeforeAll
  static void makeDrive() throws IOException {
    root = Files.createTempDirectory("drive");
    Files.createDirectory(root.resolve(".minio.sys"));
  }

  @AfterAll
  static void removeDrive() throws IOException {
    Files.deleteIfExists(root.resolve(DriveFormat.FILE));
    Files.delete(root.resolve(".minio.sys"));
    Files.delete(root);
  }

  private static Stream<byte[]> texts() {
    return Stream.of(
            "{\"version\":\"1.0.2\",\"meta\":{\"etag\":\"1\",\"content-type\":\"a\"},\"parts\":[{}]}",
            "{\"version\":\"1\",\"format\":\"fs\",\"fs\":{\"version\":\"2\"}}",
            """
            {"00080018":{"vr":"UI","Value":["2.25.3"]},"00100010":{"vr":"PN","Value":[{"Alphabetic":"X"}]},
             "77771150":{"vr":"LO","Value":["fs1"]},"77771155":{"vr":"SQ","Value":[{
               "77771053":{"vr":"UL","Value":[5]},"77771057":{"vr":"IS","Value":[7]}}]}}
            """)
        .map(text -> text.getBytes(UTF_8));
  }

  @MethodSource("texts")
  @FuzzTest(maxDuration = "4h")
  void anyText(byte[] text) {
    HostileBytes.read(text, ServerJsonFuzzTest::readAsEach);
  }

  @Test
  @Timeout(PATIENCE_SECONDS)
  void manyMutants() {
    HostileBytes.readMutants(texts().toList(), MUTANTS, ServerJsonFuzzTest::readAsEach);
  }

  /** Closed and unclosed, on the way to what is kept and to what is passed over. */
  @ParameterizedTest
  @Timeout(PATIENCE_SECONDS)
  @ValueSource(
      strings = {
        "[",
        "{\"a\":",
        "{\"meta\":",
        "{\"format\":",
        "{\"77771055\":{\"Value\":[",
        "{\"meta\":{\"a\":["
      })
  void nestingWithoutEnd(String opening) {
    String open = opening.repeat(DEPTH);
    HostileBytes.read(open.getBytes(UTF_8), ServerJsonFuzzTest::readAsEach);
    String closing = new StringBuilder(opening.replaceAll("[^\\[{]", "")).reverse().toString();
    String closed = open + "0" + closing.replace('[', ']').replace('{', '}').repeat(DEPTH);
    HostileBytes.read(closed.getBytes(UTF_8), ServerJsonFuzzTest::readAsEach);
  }

  private static void readAsEach(byte[] text) throws IOException {
    Path file = Files.write(root.resolve(DriveFormat.FILE), text);
    assertThat(DriveFormat.of(root)).isNotNull();
    FsJson record = FsJson.read(root, file);
    assertThat(record.problem().isEmpty() || record.meta().isEmpty()).isTrue();
    try {
      assertThat(MetadataJson.read(new ByteArrayInputStream(text))).isNotNull();
    } catch (MetadataJson.UnreadableMetadataException e) {
      assertThat(e.getMessage()).isNull(); // it quotes nothing of a patient's
    }
  }
}
