package org.migrationauditor.verifier.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class FileNameTest {
  /** What can be read back is different for different names. */
  @Property
  void theBytesOfANameCanBeReadBackFromItsText(@ForAll("names") byte[] name) {
    String text = FileName.text(name);

    assertThat(new String(text.getBytes(UTF_8), UTF_8)).isEqualTo(text);
    assertThat(bytes(text)).isEqualTo(name);
  }

  @Example
  void aTargetKeepsItsPartsAndWhetherItIsAbsolute() {
    assertThat(FileName.whole(Path.of("/a/b"))).isEqualTo("/a/b");
    assertThat(FileName.whole(Path.of("../b\\x41"))).isEqualTo("../b\\x5Cx41");
    assertThat(FileName.whole(Path.of("/"))).isEqualTo("/");
  }

  /** Any bytes, and often those that look like the escapes, or begin or end characters. */
  @Provide
  Arbitrary<byte[]> names() {
    Arbitrary<byte[]> pieces =
        Arbitraries.oneOf(
            Arbitraries.bytes().array(byte[].class).ofMaxSize(6),
            Arbitraries.of("\\", "\\x", "\\x5C", "\\xFF", "x5C", "\u00e9", "\ud83d\ude00", "\ufffd")
                .map(text -> text.getBytes(UTF_8)),
            Arbitraries.of(new byte[] {(byte) 0xed, (byte) 0xb0, (byte) 0x80}, new byte[] {'\\'}));
    return pieces.list().ofMinSize(1).ofMaxSize(8).map(FileNameTest::joined);
  }

  private static byte[] joined(Iterable<byte[]> pieces) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    pieces.forEach(bytes::writeBytes);
    return bytes.toByteArray();
  }

  /** Undoes the escapes byte by byte, knowing nothing of how they were made. */
  private static byte[] bytes(String text) {
    byte[] escaped = text.getBytes(UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < escaped.length; i++) {
      String four =
          new String(Arrays.copyOfRange(escaped, i, Math.min(i + 4, escaped.length)), UTF_8);
      if (four.matches("\\\\x[0-9A-F]{2}")) {
        bytes.write(Integer.parseInt(four.substring(2), 16));
        i += 3;
      } else {
        bytes.write(escaped[i]);
      }
    }
    return bytes.toByteArray();
  }
}
