package org.migrationauditor.verifier.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.verifier.archive.Access;
import org.migrationauditor.verifier.dicom.PseudonymKey;

final class S3AddressTest {
  @Test
  void namesAServerOrOneBucketOfIt() {
    assertThat(S3Address.of("https://minio.example.org:9000"))
        .isEqualTo(new S3Address("https://minio.example.org:9000", null, true));
    assertThat(S3Address.of("http://10.1.2.3/uploads/?content=no"))
        .isEqualTo(new S3Address("http://10.1.2.3", "uploads", false))
        .extracting(S3Address::place)
        .isEqualTo("http://10.1.2.3/uploads?content=no");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "minio.example.org",
        "ftp://host",
        "https://",
        "https://secret@host",
        "https://host/bucket/secret",
        "https://host/b?secret=secret",
        "https://host/#secret",
        "https://host/../secret",
        "https://ho st/secret",
        "http:secret"
      })
  void refusesWhatIsNoAddressWithoutRepeatingIt(String rest) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> S3Address.of(rest))
        .withMessageStartingWith("object store: the address is not http or https")
        .satisfies(e -> assertThat(e.toString()).doesNotContain("secret"))
        .withNoCause();
  }

  @Test
  void asksForTheKeyPairByName() {
    Access access =
        new Access(
            Path.of("none"),
            new PseudonymKey(new byte[32]),
            Map.of("AUDITOR_S3_ACCESS_KEY", "access")::get);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new S3Scheme().open("https://host", access))
        .withMessage(
            "object store: the environment has no AUDITOR_S3_SECRET_KEY; nothing was read, set"
                + " AUDITOR_S3_ACCESS_KEY and AUDITOR_S3_SECRET_KEY");
  }
}
