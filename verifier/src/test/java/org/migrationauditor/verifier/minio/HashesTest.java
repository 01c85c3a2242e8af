package org.migrationauditor.verifier.minio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both hashes, against values that others computed. */
final class HashesTest {
  @ParameterizedTest
  @CsvSource({
    "'', ef46db3751d8e999",
    "a, d24ec4f1a98c6e5b",
    "abc, 44bc2cf5ad770999",
    "Nobody inspects the spammish repetition, fbcea83c8a378bf1"
  })
  void xxHash64OfKnownTexts(String text, String hash) {
    assertThat(HexFormat.of().toHexDigits(XxHash64.of(text.getBytes(UTF_8)))).isEqualTo(hash);
  }

  /** MinIO's own self-test: every length from 0 to 992 in steps of 32, each over those before. */
  @Test
  void highwayHashAsMinioTestsIt() {
    byte[] message = new byte[HighwayHash.BYTES * HighwayHash.BYTES];
    byte[] hash = {};
    for (int length = 0; length < message.length; length += HighwayHash.BYTES) {
      hash = HighwayHash.of(message, length);
      System.arraycopy(hash, 0, message, length, HighwayHash.BYTES);
    }
    assertThat(HexFormat.of().formatHex(hash))
        .isEqualTo("39c0407ed3f01b18d22c85db4aeff11e060ca5f43131b0126731ca197cd42313");
  }

  @Test
  void highwayHashTellsEveryShortLengthApart() {
    byte[] zeros = new byte[100];
    assertThat(
            IntStream.range(0, 100)
                .mapToObj(length -> Arrays.toString(HighwayHash.of(zeros, length))))
        .doesNotHaveDuplicates();
  }
}
