package org.migrationauditor.verifier.pacsdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.migrationauditor.verifier.postgres.PostgresAddress;

final class PacsDatabaseSourceTest {
  @Test
  void saysThatNoServerIsThereAndKeepsThePassword() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    PacsDatabaseSource source =
        new PacsDatabaseSource(
            new PostgresAddress("localhost", port, "pacsdb", "pacs"), secret -> "s3cret");

    assertThatIOException()
        .isThrownBy(() -> source.list(entry -> {}))
        .withMessageContaining("could not be reached")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
  }
}
