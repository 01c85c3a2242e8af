package org.migrationauditor.command.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.migrationauditor.command.store.DatabaseAccess;
import org.migrationauditor.command.store.EventStoreSchema;
import org.migrationauditor.command.store.TestDatabase;
import org.migrationauditor.evidence.NoteSigner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A stranger works the root out from the tiles alone, by RFC 6962 2.1 written once more here. */
final class LogTilesIT {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "0, 0, 256, tile/0/000",
    "0, 273, 112, tile/0/273.p/112",
    "1, 1234067, 256, tile/1/x001/x234/067",
    "2, 1000, 1, tile/2/x001/000.p/1",
  })
  void tilesAreNamedByLevelNumberAndWidth(int level, long tile, int width, String path) {
    assertThat(LogTiles.path(level, tile, width)).isEqualTo(path);
  }

  @Test
  void leadToTheRootOfEachHeadAndAreNeverReplaced() throws Exception {
    DatabaseAccess access = TestDatabase.empty();
    EventStoreSchema.migrate(access);
    DataSource application =
        new DriverManagerDataSource(
            access.url(), access.applicationUser(), access.applicationPassword());
    NoteSigner signer =
        new NoteSigner(
            "host.example/migration-log",
            KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    LogTiles tiles = new LogTiles(application);
    int stored = 0;
    for (int size : new int[] {1, 255, 256, 257, 600}) {
      add(application, stored, size);
      stored = size;
      String note =
          new Sealer(
                  application,
                  new JdbcTransactionManager(application),
                  () -> KeyRing.of(signer),
                  Optional.empty())
              .seal()
              .orElseThrow()
              .toString();

      assertThat(tiles.write(folder, note, List.of(signer.key()))).isPositive();
      assertThat(tiles.write(folder, note, List.of(signer.key()))).as("again").isZero();
      assertServed(size, note);
    }
    try (var all = Files.walk(folder)) {
      assertThat(all.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()))
          .containsExactlyInAnyOrder(
              "checkpoint",
              "tile/0/000.p/1",
              "tile/0/000.p/255",
              "tile/0/000",
              "tile/0/001.p/1",
              "tile/0/001",
              "tile/0/002.p/88",
              "tile/1/000.p/1",
              "tile/1/000.p/2");
    }

    String last = new SealedLog(application).head().orElseThrow();
    byte[] tile = Files.readAllBytes(folder.resolve("tile/0/001"));
    tile[5] ^= 1;
    Files.write(folder.resolve("tile/0/001"), tile);
    assertThatThrownBy(() -> tiles.write(folder, last, List.of(signer.key())))
        .isInstanceOf(BrokenLogException.class)
        .hasMessageContaining("holds other hashes than the log; it was not replaced");
    assertThat(Files.readAllBytes(folder.resolve("tile/0/001"))).isEqualTo(tile);
  }

  /** Checkpoint, every leaf and every hash above them. */
  private void assertServed(int size, String note) throws Exception {
    assertThat(folder.resolve("checkpoint")).hasContent(note);
    String[] lines = note.split("\n", -1);
    assertThat(lines[1]).isEqualTo(String.valueOf(size));
    List<byte[]> leaves = hashes(0, size);
    assertThat(Base64.getEncoder().encodeToString(root(leaves))).isEqualTo(lines[2]);
    List<byte[]> above = hashes(1, size / 256);
    for (int tile = 0; tile < above.size(); tile++) {
      assertThat(above.get(tile)).isEqualTo(root(leaves.subList(tile * 256, (tile + 1) * 256)));
    }
  }

  private List<byte[]> hashes(int level, int count) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int tile = 0; tile * 256 < count; tile++) {
      int width = Math.min(256, count - tile * 256);
      String name = "tile/%d/%03d%s".formatted(level, tile, width == 256 ? "" : ".p/" + width);
      all.write(Files.readAllBytes(folder.resolve(name)));
    }
    byte[] bytes = all.toByteArray();
    assertThat(bytes).hasSize(count * 32);
    List<byte[]> hashes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      hashes.add(Arrays.copyOfRange(bytes, i * 32, (i + 1) * 32));
    }
    return hashes;
  }

  private static byte[] root(List<byte[]> leaves) throws Exception {
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int split = 1;
    while (split * 2 < leaves.size()) {
      split *= 2;
    }
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    sha256.update((byte) 1);
    sha256.update(root(leaves.subList(0, split)));
    return sha256.digest(root(leaves.subList(split, leaves.size())));
  }

  private static void add(DataSource application, int from, int to) {
    JdbcClient.create(application)
        .sql(
            """
            INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier,
                sequence_number, type, payload_type, payload, metadata, time_stamp)
            SELECT 'e' || i, 'night', i, 'Migration', 'T', '{"i": ' || i || '}', '{}',
                '2026-01-01T00:00:00Z'
            FROM generate_series(:from, :to - 1) i
            """)
        .param("from", from)
        .param("to", to)
        .update();
  }
}
