package org.migrationauditor.verifier.minio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.verifier.inventory.HostileBytes;

/** Any bytes are the versions of an object, or damaged, and nothing else. */
final class XlMetaFuzzTest {
  private static final int DEPTH = 200_000;
  private static final int PATIENCE_SECONDS = 120; // of a test; a fuzzer takes its own
  private static final int MUTANTS = 3_000;
  private static final byte[] NOTHING = {};

  private static Stream<byte[]> files() {
    XlDrive.Version inline = XlDrive.Version.inline("content").with(Map.of("etag", "1", "a", "b"));
    XlDrive.Version parts = XlDrive.Version.inParts("one", "two").withId(2);
    return Stream.of(
        XlDrive.meta(2, parts),
        XlDrive.meta(3, inline, XlDrive.Version.deleted().withId(3), parts, parts.withId(4).free()),
        XlDrive.meta(3, inline.withSystem("x-minio-internal-compression")));
  }

  private static Stream<byte[]> metadata() {
    return files().map(file -> Arrays.copyOfRange(file, 13, 13 + ByteBuffer.wrap(file).getInt(9)));
  }

  @MethodSource("files")
  @FuzzTest(maxDuration = "4h")
  void anyFile(byte[] file) {
    HostileBytes.read(file, XlMetaFuzzTest::versions);
  }

  /** Behind a checksum that is right. */
  @MethodSource("metadata")
  @FuzzTest(maxDuration = "4h")
  void anyMetadata(byte[] metadata) {
    HostileBytes.read(metadata, XlMetaFuzzTest::versionsOf);
  }

  @MethodSource("metadata")
  @FuzzTest(maxDuration = "4h")
  void anyMessagePack(byte[] values) {
    HostileBytes.read(values, XlMetaFuzzTest::skip);
  }

  @Test
  @Timeout(PATIENCE_SECONDS)
  void manyMutants() {
    HostileBytes.readMutants(files().toList(), MUTANTS, XlMetaFuzzTest::versions);
    HostileBytes.readMutants(metadata().toList(), MUTANTS, XlMetaFuzzTest::versionsOf);
    HostileBytes.readMutants(metadata().toList(), MUTANTS, XlMetaFuzzTest::skip);
  }

  /** Arrays, long arrays, maps in keys and in values of maps, each with one entry. */
  @ParameterizedTest
  @Timeout(PATIENCE_SECONDS)
  @ValueSource(strings = {"91", "dd00000001", "81", "81a0", "df00000001a0"})
  void nestingWithoutEnd(String header) {
    byte[] nested = HexFormat.of().parseHex(header.repeat(DEPTH));
    HostileBytes.read(nested, XlMetaFuzzTest::skip);
    HostileBytes.read(nested, XlMetaFuzzTest::versionsOf);
    HostileBytes.read(nested, bytes -> versions(XlDrive.file(new byte[] {3, 2, 0}, bytes)));
  }

  /** Of arrays, maps, texts and binaries, each of 2 GiB and more. */
  @ParameterizedTest
  @Timeout(PATIENCE_SECONDS)
  @ValueSource(strings = {"dd7fffffff", "df7fffffff", "db7fffffff", "c67fffffff", "c6ffffffff"})
  void lengthsBeyondTheEnd(String header) {
    byte[] value = HexFormat.of().parseHex(header + "00".repeat(100));
    HostileBytes.read(value, XlMetaFuzzTest::skip);
    HostileBytes.read(value, bytes -> versions(XlDrive.file(new byte[] {3, 2, 0}, bytes)));
  }

  /** Of which each takes some bytes of the file, and many more in memory. */
  @Test
  @Timeout(PATIENCE_SECONDS)
  void moreMetadataAndInlineDataThanAnyObjectHasAreRefused() {
    Map<String, String> meta = new TreeMap<>();
    for (int i = 0; i < 20_000; i++) {
      meta.put(Integer.toString(i, Character.MAX_RADIX), "");
    }
    StringBuilder inline = new StringBuilder("df00030d40"); // 200,000 of them
    for (int i = 0; i < DEPTH; i++) {
      inline.append("a6").append(HexFormat.of().formatHex("%06d".formatted(i).getBytes(UTF_8)));
      inline.append("c400");
    }

    assertRefused(XlDrive.meta(3, XlDrive.Version.inline("").with(meta)));
    assertRefused(XlDrive.file(new byte[] {3, 2, 0}, HexFormat.of().parseHex(inline.toString())));
  }

  private static void assertRefused(byte[] file) {
    assertThatExceptionOfType(DamagedException.class).isThrownBy(() -> XlMeta.versions(file));
  }

  private static void versionsOf(byte[] metadata) {
    versions(XlDrive.file(metadata, NOTHING));
  }

  private static void versions(byte[] file) {
    try {
      assertThat(XlMeta.versions(file)).isNotNull();
    } catch (DamagedException e) {
      assertThat(e.clause()).isNotBlank();
    }
  }

  private static void skip(byte[] values) {
    try {
      MessagePack in = new MessagePack(values, 0);
      while (!in.atEnd()) {
        int before = in.position();
        in.skipValue();
        assertThat(in.position()).isGreaterThan(before);
      }
    } catch (DamagedException e) {
      assertThat(e.clause()).isNotBlank();
    }
  }
}
