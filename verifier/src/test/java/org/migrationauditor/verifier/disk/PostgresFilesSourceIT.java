package org.migrationauditor.verifier.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.verifier.Archives;
import org.migrationauditor.verifier.Progress;
import org.migrationauditor.verifier.Verifier;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.InventorySource;
import org.migrationauditor.verifier.inventory.InventorySourceContract;
import org.migrationauditor.verifier.inventory.Shell;
import org.migrationauditor.verifier.inventory.UnreadEntry;
import org.migrationauditor.verifier.postgres.PostgresServer;

/** Data directories that real servers wrote, whole and damaged. */
final class PostgresFilesSourceIT extends InventorySourceContract {
  private static final String CONTROL = "global/pg_control";
  private static final int PAGE = 8192;
  private static final PseudonymKey KEY = new PseudonymKey(new byte[32]);

  @TempDir private static Path kept;
  private static Path stopped;
  private static String table;
  private static String identifier;

  @TempDir private Path dir;
  private Path data;

  @BeforeAll
  static void stopAServer() throws Exception {
    stopped = kept.resolve("stopped");
    try (PostgresServer server = PostgresServer.newestIn(stopped)) {
      server.run(
          "postgres",
          "CREATE TABLE t AS SELECT i, md5(i::text) FROM generate_series(1, 2000) i; CHECKPOINT");
      table = text(server, "SELECT pg_relation_filepath('t')");
      identifier = text(server, "SELECT system_identifier FROM pg_control_system()");
      Shell.in(kept, "cp -a stopped running");
    }
  }

  @BeforeEach
  void copyItsFiles() throws Exception {
    Shell.in(kept, "cp -a stopped '" + dir.resolve("data") + "'");
    data = dir.resolve("data");
  }

  @Override
  protected InventorySource filled() {
    return source();
  }

  @Override
  protected Object state() throws Exception {
    return Snapshot.of(dir);
  }

  @Test
  void tellsOfTheClusterWhoseFilesTheyAre() throws Exception {
    SortedMap<String, InventoryEntry> entries = read();

    assertThat(entry(entries, CONTROL).recorded().attributes())
        .containsEntry("cluster-version", "18")
        .containsEntry("system-identifier", identifier)
        .containsEntry("state", "shut down")
        .containsEntry("data-checksums", "on")
        .containsKeys("catalog-version", "mode", "uid");
    assertThat(entries.values()).allMatch(entry -> entry.complete() && entry.problem().isEmpty());
    assertThat(entries).containsKeys("PG_VERSION", table, "pg_tblspc/");
  }

  @Test
  void tellsOfAClusterOfPostgres96() throws Exception {
    data = dir.resolve("old");
    PostgresServer.oldIn(data).close();

    SortedMap<String, InventoryEntry> entries = read();

    assertThat(entry(entries, CONTROL).recorded().attributes())
        .containsEntry("cluster-version", "9.6")
        .containsEntry("state", "shut down")
        .containsEntry("data-checksums", "off");
    assertThat(entries.values()).allMatch(entry -> entry.complete() && entry.problem().isEmpty());
  }

  @Test
  void whatWasCopiedFromARunningServerIsIncomplete() throws Exception {
    data = kept.resolve("running");

    SortedMap<String, InventoryEntry> entries = read();

    assertIncomplete(entries, CONTROL, "not shut down but is 'in production'");
    assertIncomplete(entries, "postmaster.pid", "may still run, or has crashed");
    assertThat(entry(entries, CONTROL).recorded().attributes())
        .containsEntry("system-identifier", identifier);
  }

  @Test
  void aProcessIdThatWasLeftBehindDoesNoHarm() throws Exception {
    Files.writeString(data.resolve("postmaster.pid"), "1");

    assertThat(read().values()).allMatch(InventoryEntry::complete);
  }

  @Test
  void aFlippedBitIsAPageWithAWrongChecksum() throws Exception {
    flip(table, PAGE + 4321);

    InventoryEntry entry = entry(read(), table);

    assertThat(entry.problem())
        .matches("1 of \\d+ pages have a wrong checksum, the first is page 1");
    assertThat(entry.complete()).isTrue();
    assertThat(entry.digest()).isNotNull();
  }

  @Test
  void pagesThatChangedPlacesHaveWrongChecksums() throws Exception {
    Shell.in(
        data,
        "dd if=%1$s of=a bs=8192 count=1; dd if=%1$s of=b bs=8192 skip=1 count=1;".formatted(table)
            + " dd if=b of=%1$s bs=8192 conv=notrunc; dd if=a of=%1$s bs=8192 seek=1 conv=notrunc"
                .formatted(table));

    assertThat(entry(read(), table).problem()).startsWith("2 of ").endsWith("page 0");
  }

  @Test
  void aPageThatWasNeverWrittenMustBeZero() throws Exception {
    Shell.in(data, "head -c 8192 /dev/zero >>" + table);
    assertThat(entry(read(), table).problem()).isEmpty();

    long last = Files.size(data.resolve(table)) - 1;
    flip(table, last);
    assertThat(entry(read(), table).problem()).startsWith("1 of ");
  }

  @Test
  void aFileThatEndsWithinAPageIsCutOff() throws Exception {
    Shell.in(data, "truncate -s -100 " + table);

    assertThat(entry(read(), table).problem()).isEqualTo("ends within a page");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 16, 24, 100, 208, 252, 288, 292})
  void aDamagedControlFileIsIncomplete(int at) throws Exception {
    flip(CONTROL, at);

    assertIncomplete(read(), CONTROL, "its checksum is wrong");
  }

  @ParameterizedTest
  @ValueSource(strings = {"truncate -s 300", "truncate -s +1", "truncate -s 0"})
  void aControlFileOfAnotherLengthIsIncomplete(String change) throws Exception {
    Shell.in(data, change + " " + CONTROL);

    assertIncomplete(read(), CONTROL, "is not 8192 bytes long");
  }

  @Test
  void aControlFileOfAnUnknownVersionIsIncomplete() throws Exception {
    flip(CONTROL, 9);

    assertIncomplete(read(), CONTROL, "control version");
  }

  @Test
  void aControlFileOfAnotherClusterIsIncomplete() throws Exception {
    Files.writeString(data.resolve("PG_VERSION"), "15\n");

    assertIncomplete(read(), CONTROL, "another version of PostgreSQL than PG_VERSION");
  }

  @Test
  void aControlFileThatIsWrittenMeanwhileIsIncomplete() throws Exception {
    SortedMap<String, InventoryEntry> entries = new TreeMap<>();
    source()
        .list(
            unread -> {
              if (entries.isEmpty()) {
                flip(CONTROL, 5000);
              }
              put(entries, unread);
            });

    assertIncomplete(entries, CONTROL, "was written while the inventory was taken");
  }

  @Test
  void whatLinksLeadToWasNotRead() throws Exception {
    Shell.in(data, "mv pg_wal ../wal; ln -s ../wal pg_wal; ln -s /nowhere pg_tblspc/16400");

    SortedMap<String, InventoryEntry> entries = read();

    assertIncomplete(entries, "pg_wal", "which were not read");
    assertIncomplete(entries, "pg_tblspc/16400", "which were not read");
  }

  @Test
  void saysWhatIsNoDataDirectory() throws Exception {
    Shell.in(dir, "mkdir other; mv data/global other; mkfifo data/global");
    assertThatIOException()
        .isThrownBy(this::read)
        .withMessageContaining("has no file global/pg_control");

    data = dir;
    assertThatIOException()
        .isThrownBy(this::read)
        .withMessageContaining("give the folder that holds PG_VERSION");
  }

  @Test
  void aTrueCopyIsEqualAndADamagedOneIsNot() throws Exception {
    Verifier verifier = new Verifier(dir.resolve("manifests"), KEY);
    InventorySummary before = inventory(verifier, "before", stopped);

    assertThat(verifier.compare(before, inventory(verifier, "after", data), List.of()).verdict())
        .isEqualTo(Verdict.PASSED);

    flip(table, 100);
    assertThat(verifier.compare(before, inventory(verifier, "damaged", data), List.of()).findings())
        .containsKey(FindingCode.DIGEST_MISMATCH);

    InventorySummary running = inventory(verifier, "running", kept.resolve("running"));
    assertThat(verifier.compare(running, running, List.of()).verdict())
        .isEqualTo(Verdict.INDETERMINATE);
  }

  private static InventorySummary inventory(Verifier verifier, String name, Path folder)
      throws Exception {
    return verifier.inventory(
        new InventoryName(name), Archives.address("pgdata:" + folder), Progress.UNWATCHED);
  }

  private InventorySource source() {
    return new PostgresFilesSource(data, KEY);
  }

  private SortedMap<String, InventoryEntry> read() throws IOException, InterruptedException {
    SortedMap<String, InventoryEntry> entries = new TreeMap<>();
    source().list(unread -> put(entries, unread));
    return entries;
  }

  private static void put(SortedMap<String, InventoryEntry> entries, UnreadEntry unread)
      throws InterruptedException {
    InventoryEntry entry = unread.read(bytes -> {});
    assertThat(entries.put(entry.key(), entry)).as(entry.key()).isNull();
  }

  private void flip(String key, long at) {
    try (RandomAccessFile file = new RandomAccessFile(data.resolve(key).toFile(), "rw")) {
      file.seek(at);
      int flipped = file.read() ^ 1;
      file.seek(at);
      file.write(flipped);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertIncomplete(
      SortedMap<String, InventoryEntry> entries, String key, String problem) {
    InventoryEntry entry = entry(entries, key);
    assertThat(entry.complete()).isFalse();
    assertThat(entry.digest()).isNull();
    assertThat(entry.problem()).contains(problem);
  }

  private static InventoryEntry entry(SortedMap<String, InventoryEntry> entries, String key) {
    return Objects.requireNonNull(entries.get(key), key);
  }

  private static String text(PostgresServer server, String sql) throws SQLException {
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
