package org.migrationauditor.verifier.pacsdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PacsAddressTest {
  @Test
  void readsAnAddress() {
    assertThat(PacsAddress.of("postgresql://db.example.org:5433/pacsdb?user=auditor"))
        .isEqualTo(new PacsAddress("db.example.org", 5433, "pacsdb", "auditor"));
  }

  @Test
  void whatIsLeftOutIsAsKaapanaHasIt() {
    assertThat(PacsAddress.of("postgresql://[::1]/pacsdb"))
        .isEqualTo(new PacsAddress("[::1]", 5432, "pacsdb", "pacs"))
        .hasToString("postgresql://[::1]:5432/pacsdb");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "pacsdb",
        "mysql://host/pacsdb",
        "postgresql://host",
        "postgresql://host/",
        "postgresql://host/a/b",
        "postgresql:///pacsdb",
        "postgresql://pacs@host/pacsdb",
        "postgresql://host/pacsdb?socketFactory=evil",
        "postgresql://host/pacsdb?user=a&password=s3cret",
        "postgresql://host/pacs%64b",
        "postgresql://host,other/pacsdb",
        "postgresql://host/pacsdb#x",
        "postgresql://host name/pacsdb",
      })
  void refusesWhatIsNone(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PacsAddress.of(text))
        .withMessageContaining("is none of a database")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
  }

  @Test
  void saysThatNoServerIsThereAndKeepsThePassword() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    PacsDatabaseSource source =
        new PacsDatabaseSource(
            new PacsAddress("localhost", port, "pacsdb", "pacs"), secret -> "s3cret");

    assertThatIOException()
        .isThrownBy(() -> source.list(entry -> {}))
        .withMessageContaining("could not be reached")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
  }
}
