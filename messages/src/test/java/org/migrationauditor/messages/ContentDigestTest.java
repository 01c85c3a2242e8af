package org.migrationauditor.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentDigestTest {
  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @TempDir private Path folder;

  @Test
  void printsItsHexadecimalDigits() {
    assertThat(new ContentDigest(EMPTY)).hasToString(EMPTY);
  }

  @Test
  void isTheSameOverBytesAndOverAStreamOfThem() throws IOException {
    byte[] bytes = new byte[200_000];
    new Random(1).nextBytes(bytes);

    assertThat(ContentDigest.over(new ByteArrayInputStream(bytes)))
        .isEqualTo(ContentDigest.over(bytes));
    assertThat(ContentDigest.over(Files.write(folder.resolve("bytes"), bytes)))
        .isEqualTo(ContentDigest.over(bytes));
    assertThat(ContentDigest.over(ByteBuffer.wrap(bytes).asReadOnlyBuffer()))
        .isEqualTo(ContentDigest.over(bytes));
    assertThat(ContentDigest.over(new ByteArrayInputStream(new byte[0]))).hasToString(EMPTY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "e3b0c442",
        "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8550",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n",
        "g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "../../../../../../../../../../../../../../../../../../etc/passwd"
      })
  void refusesWhatIsNoSha256InLowerCase(String hex) {
    assertThatThrownBy(() -> new ContentDigest(hex))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'%s' is not a SHA-256 in lower-case hex", hex);
  }
}
