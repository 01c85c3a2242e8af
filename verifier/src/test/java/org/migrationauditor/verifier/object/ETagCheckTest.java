package org.migrationauditor.verifier.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.verifier.object.ETagCheck.Answer;

/** What an ETag claims, and what the bytes say of it. */
final class ETagCheckTest {
  private static final int MIB = 1 << 20;
  private static final byte[] CONTENT = new byte[17 * MIB + 5];

  static {
    new Random(7).nextBytes(CONTENT);
  }

  @Test
  void aPlainETagIsTheMd5OfTheBytes() throws Exception {
    assertThat(answer(hex(md5(CONTENT)), CONTENT, false)).isEqualTo(Answer.HOLDS);
    assertThat(answer('"' + hex(md5(CONTENT)).toUpperCase(Locale.ROOT) + '"', CONTENT, false))
        .isEqualTo(Answer.HOLDS);
  }

  @Test
  void oneChangedBitContradictsAPlainETag() throws Exception {
    String etag = hex(md5(CONTENT));
    byte[] flipped = CONTENT.clone();
    flipped[MIB] ^= 1;
    assertThat(answer(etag, flipped, false)).isEqualTo(Answer.CONTRADICTED);
  }

  @Test
  void anEncryptedObjectsETagClaimsNothing() {
    assertThat(answer("0".repeat(32), CONTENT, true)).isEqualTo(Answer.NO_CLAIM);
  }

  @ParameterizedTest
  @ValueSource(ints = {5 * MIB, 8 * MIB, 15 * MIB, 16 * MIB, 9 * MIB, (17 * MIB + 5 + 2) / 3})
  void partsOfAUsualOrEqualSizeAreFound(int partBytes) throws Exception {
    assertThat(answer(ofParts(CONTENT, partBytes), CONTENT, false)).isEqualTo(Answer.HOLDS);
  }

  @Test
  void aSinglePartIsFoundWhateverItsSize() throws Exception {
    assertThat(answer(hex(md5(md5(CONTENT))) + "-1", CONTENT, false)).isEqualTo(Answer.HOLDS);
    byte[] empty = {};
    assertThat(answer(hex(md5(md5(empty))) + "-1", empty, false)).isEqualTo(Answer.HOLDS);
  }

  @Test
  void partsOfAnOddSizeStayUnsolvedAndContradictNothing() throws Exception {
    assertThat(answer(ofParts(CONTENT, 11 * MIB), CONTENT, false)).isEqualTo(Answer.UNSOLVED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00000000000000000000000000000000-1",
        "0123",
        "d41d8cd98f00b204e9800998ecf8427e-0",
        "d41d8cd98f00b204e9800998ecf8427e-999999",
        "d41d8cd98f00b204e9800998ecf8427e-12\n",
        "not an md5 at all, but as long as one"
      })
  void whatIsNoMd5ClaimsNothing(String etag) {
    assertThat(answer(etag, CONTENT, false)).isEqualTo(Answer.NO_CLAIM);
  }

  @Test
  void anAbsurdNumberOfPartsCostsNothing() {
    assertThat(answer("d41d8cd98f00b204e9800998ecf8427e-99999", new byte[3], false))
        .isEqualTo(Answer.UNSOLVED);
  }

  private static Answer answer(String etag, byte[] content, boolean encrypted) {
    ETagCheck check = new ETagCheck(new ETag(etag), content.length, encrypted);
    Random random = new Random(1);
    int at = 0;
    while (at < content.length) {
      int length = Math.min(1 + random.nextInt(3 * MIB), content.length - at);
      check.update(Arrays.copyOfRange(content, at, at + length), length);
      at += length;
    }
    return check.answer();
  }

  private static String ofParts(byte[] content, int partBytes) throws Exception {
    MessageDigest all = MessageDigest.getInstance("MD5");
    int parts = 0;
    for (int from = 0; from < content.length; from += partBytes) {
      all.update(
          md5(Arrays.copyOfRange(content, from, Math.min(from + partBytes, content.length))));
      parts++;
    }
    return hex(all.digest()) + "-" + parts;
  }

  private static byte[] md5(byte[] bytes) throws Exception {
    return MessageDigest.getInstance("MD5").digest(bytes);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
