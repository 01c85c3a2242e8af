package org.migrationauditor.verifier.container;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.migrationauditor.verifier.container.ContainerBytes.header;
import static org.migrationauditor.verifier.container.ContainerBytes.member;
import static org.migrationauditor.verifier.container.ContainerBytes.overlapping;
import static org.migrationauditor.verifier.container.ContainerBytes.record;
import static org.migrationauditor.verifier.container.ContainerBytes.summed;
import static org.migrationauditor.verifier.container.ContainerBytes.tar;
import static org.migrationauditor.verifier.container.ContainerBytes.zip;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.verifier.inventory.HostileBytes;

/** Any bytes are a container, each of whose members can be read or is malformed, or are none. */
final class ContainersFuzzTest {
  private static final int PATIENCE_SECONDS = 120; // of a test; a fuzzer takes its own
  private static final int MUTANTS = 1_000;
  private static final int BOMB = 16 << 20;
  private static final byte[] CONTENT = "some content".getBytes(US_ASCII);

  /** Each member's reader has a buffer, and no member takes fewer bytes than its header. */
  private static final long PER_BYTE = 512;

  private static final ByteBuffer BUFFER = ByteBuffer.allocate(64 * 1024);

  private static Path file = Path.of("unset");
  private static FileChannel channel;

  @BeforeAll
  static void open() throws IOException {
    file = Files.createTempFile("container", "");
    channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @AfterAll
  static void close() throws IOException {
    channel.close();
    Files.delete(file);
  }

  private static Stream<byte[]> tars() {
    String pax = record("path", "a/long name") + record("size", "3");
    return Stream.of(
        tar(member("one", '0', "abc"), member("two", '0', ""), member("d/", '5', "")),
        tar(member("x", 'x', pax), member("short", '0', "xyz"), member("g", 'g', pax)),
        tar(member("L", 'L', "longer"), member("short", '7', "1")),
        tar(header("one", HexFormat.of().parseHex("800000000000000000000000"))));
  }

  private static Stream<byte[]> zips() {
    return Stream.of(zip(CONTENT, "one", "two"), zip(CONTENT), zip(new byte[0], "2.25.3"));
  }

  @MethodSource("tars")
  @FuzzTest(maxDuration = "4h")
  void anyTar(byte[] tar) {
    HostileBytes.read(tar, PER_BYTE, ContainersFuzzTest::tarCanBeRead);
  }

  /** With headers whose sums are right. */
  @MethodSource("tars")
  @FuzzTest(maxDuration = "4h")
  void anyTarWithSums(byte[] tar) {
    HostileBytes.read(tar, PER_BYTE, bytes -> tarCanBeRead(summed(bytes)));
  }

  @MethodSource("zips")
  @FuzzTest(maxDuration = "4h")
  void anyZip(byte[] zip) {
    HostileBytes.read(zip, PER_BYTE, ContainersFuzzTest::zipCanBeRead);
  }

  @Test
  @Timeout(PATIENCE_SECONDS)
  void manyMutants() {
    HostileBytes.readMutants(tars().toList(), MUTANTS, bytes -> tarCanBeRead(summed(bytes)));
    HostileBytes.readMutants(zips().toList(), MUTANTS, ContainersFuzzTest::zipCanBeRead);
  }

  /** 2^63, 2^63 - 1, 2^64 + 5, 2^64 - 1 and 2^95 - 1, in binary as GNU writes large ones. */
  @ParameterizedTest
  @Timeout(PATIENCE_SECONDS)
  @ValueSource(
      strings = {
        "800000008000000000000000",
        "800000007fffffffffffffff",
        "800000010000000000000005",
        "80000000ffffffffffffffff",
        "ffffffffffffffffffffffff"
      })
  void aTarMemberOfUnthinkableSize(String size) {
    byte[] tar = tar(header("one", HexFormat.of().parseHex(size)));

    HostileBytes.read(tar, bytes -> assertThat(tarCanBeRead(bytes)).isFalse());
  }

  @ParameterizedTest
  @Timeout(PATIENCE_SECONDS)
  @ValueSource(strings = {"9223372036854775807", "9223372036854775808", "-1", "0x1", "", "1e9"})
  void aTarMemberOfUnthinkableSizeInItsExtendedHeader(String size) {
    byte[] tar = tar(member("x", 'x', record("size", size)), header("one", '0', "0"));

    HostileBytes.read(tar, bytes -> assertThat(tarCanBeRead(bytes)).isFalse());
  }

  @Test
  @Timeout(PATIENCE_SECONDS)
  void aZipBombIsReadInLittleMemoryAndNoFurtherThanItPromised() {
    byte[] bomb = zip(new byte[BOMB], "bomb");
    HostileBytes.read(bomb, bytes -> assertThat(zipCanBeRead(bytes)).isTrue());

    int directory = ordered(bomb).getInt(bomb.length - 6);
    ordered(bomb).putInt(directory + 24, 1); // bytes of its content
    HostileBytes.read(bomb, bytes -> assertThat(zipCanBeRead(bytes)).isFalse());
  }

  @Test
  @Timeout(PATIENCE_SECONDS)
  void aSmallZipThatPromisesVeryMuchIsRefused() {
    byte[] zip = overlapping(new byte[BOMB], 2_000);

    HostileBytes.read(zip, bytes -> assertThat(zipCanBeRead(bytes)).isFalse());
  }

  @ParameterizedTest
  @Timeout(PATIENCE_SECONDS)
  @ValueSource(ints = {32 << 20, Integer.MAX_VALUE, -1})
  void aZipWithADirectoryLargerThanItIsRefused(int length) {
    byte[] zip = zip(CONTENT);
    ordered(zip).putInt(zip.length - 10, length);

    HostileBytes.read(zip, bytes -> assertThat(zipCanBeRead(bytes)).isFalse());
  }

  private static boolean tarCanBeRead(byte[] tar) throws IOException {
    return canBeRead(tar, TarFile::members, MemberBytes::ofTar);
  }

  private static boolean zipCanBeRead(byte[] zip) throws IOException {
    return canBeRead(zip, ZipFile::members, MemberBytes::ofZip);
  }

  @FunctionalInterface
  private interface Lister {
    List<Member> members(FileChannel container) throws IOException;
  }

  @FunctionalInterface
  private interface Opener {
    MemberBytes open(FileChannel container, Member member) throws IOException;
  }

  /** Whether it is sound and each member gives what the container promised. */
  private static boolean canBeRead(byte[] bytes, Lister lister, Opener opener) throws IOException {
    channel.truncate(0).write(ByteBuffer.wrap(bytes), 0);
    try {
      for (Member member : lister.members(channel)) {
        try (MemberBytes content = opener.open(channel, member)) {
          assertThat(length(content)).isEqualTo(member.bytes());
        }
      }
      return true;
    } catch (MalformedContainerException e) {
      assertThat(e).hasMessageMatching("[a-z].+");
      return false;
    }
  }

  private static long length(MemberBytes content) throws IOException {
    long length = 0;
    while (content.read(BUFFER.clear()) >= 0) {
      length += BUFFER.position();
    }
    return length;
  }

  private static ByteBuffer ordered(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
