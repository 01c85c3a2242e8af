package org.migrationauditor.verifier.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.verifier.digest.Sha256;

final class RowDigestTest {
  @Test
  void rowsInAnyOrderHaveTheSameDigest() {
    List<String> rows = new ArrayList<>(IntStream.range(0, 200).mapToObj(i -> "row" + i).toList());
    ContentDigest digest = digest(rows);
    for (int seed = 0; seed < 5; seed++) {
      Collections.shuffle(rows, new Random(seed));
      assertThat(digest(rows)).isEqualTo(digest);
    }
  }

  @Test
  void everyOtherMultisetHasAnother() {
    List<List<String>> multisets =
        List.of(
            List.of(),
            List.of(""),
            List.of("", ""),
            List.of("a"),
            List.of("a", "a"),
            List.of("a", "a", "a"),
            List.of("b"),
            List.of("b", "b"),
            List.of("a", "b"),
            List.of("ab"),
            List.of("ab", ""));

    assertThat(multisets.stream().map(RowDigestTest::digest)).doesNotHaveDuplicates();
  }

  @Test
  void equalRowsNeverCancel() {
    List<ContentDigest> digests = new ArrayList<>();
    RowDigest rows = new RowDigest();
    for (int i = 0; i < 300; i++) {
      digests.add(rows.digest());
      rows.add("same".getBytes(UTF_8));
    }
    assertThat(digests).doesNotHaveDuplicates();
  }

  @Test
  void isTheProductThatItsDescriptionNames() {
    BigInteger prime = BigInteger.TWO.pow(3072).subtract(BigInteger.valueOf(1103717));
    assertThat(prime.isProbablePrime(20)).isTrue();
    BigInteger product = BigInteger.ONE;
    List<String> rows = IntStream.range(0, 20).mapToObj(i -> "row" + i).toList();
    for (String row : rows) {
      byte[] seed = HexFormat.of().parseHex(Sha256.of(row.getBytes(UTF_8)).hex());
      ByteArrayOutputStream number = new ByteArrayOutputStream();
      for (int i = 0; i < 12; i++) {
        byte[] block = ByteBuffer.allocate(33).put(seed).put((byte) i).array();
        number.writeBytes(HexFormat.of().parseHex(Sha256.of(block).hex()));
      }
      product = product.multiply(new BigInteger(1, number.toByteArray())).mod(prime);
    }
    String hex = "0".repeat(768) + product.toString(16);

    assertThat(digest(rows))
        .isEqualTo(
            Sha256.of(
                HexFormat.of().parseHex("0000000000000014" + hex.substring(hex.length() - 768))));
  }

  private static ContentDigest digest(List<String> rows) {
    RowDigest digest = new RowDigest();
    rows.forEach(row -> digest.add(row.getBytes(UTF_8)));
    assertThat(digest.rows()).isEqualTo(rows.size());
    return digest.digest();
  }
}
