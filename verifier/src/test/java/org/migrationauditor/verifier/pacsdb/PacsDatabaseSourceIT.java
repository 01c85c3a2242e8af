package org.migrationauditor.verifier.pacsdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.verifier.dicom.DicomEntry;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.EntryState;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.InventorySource;
import org.migrationauditor.verifier.inventory.InventorySourceContract;

final class PacsDatabaseSourceIT extends InventorySourceContract {
  private static final String READ_ONLY_TRANSACTION = "25006"; // of SQL:2011

  private static PacsServer server;
  private PacsDatabase database;

  @BeforeAll
  static void startServer() throws IOException, SQLException {
    server = new PacsServer();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @BeforeEach
  void makeDatabase() throws SQLException {
    database = server.database(PacsSchema.V5_32).withSeries();
  }

  @Override
  protected InventorySource filled() throws Exception {
    database.instance(1).location(1, 1).instance(2).location(2, 2).metadata(1, 0);
    return database.source();
  }

  @Override
  protected Object state() throws Exception {
    return database.state();
  }

  /** Although the account may write, as that of the archive may. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE study SET pk = pk",
        "DELETE FROM location",
        "INSERT INTO patient VALUES (9)",
        "TRUNCATE metadata",
        "CREATE TABLE mark (pk int)",
        "SELECT pk FROM study FOR UPDATE",
        "SELECT lo_create(0)"
      })
  void theServerRefusesToWriteForUs(String statement) throws Exception {
    try (Connection connection = database.source().open();
        Statement sql = connection.createStatement()) {

      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> sql.execute(statement))
          .extracting(SQLException::getSQLState)
          .isEqualTo(READ_ONLY_TRANSACTION);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyVersionTellsTheSameOfAnInstance(PacsSchema schema) throws Exception {
    database = server.database(schema).withSeries();
    database.instance(7).location(70, 7, "digest = 'D41D8CD98F00B204E9800998ECF8427E'");

    InventoryEntry entry = only();

    assertThat(entry.key()).isEqualTo("fs1/2024/70#location-70");
    assertThat(entry.kind()).isEqualTo(EntryKind.INSTANCE);
    assertThat(entry.bytes()).isEqualTo(100);
    assertThat(entry.digest()).isNull();
    assertThat(entry.recorded().state()).isEqualTo(EntryState.PRESENT);
    assertThat(entry.recorded().digest()).isEqualTo("md5:d41d8cd98f00b204e9800998ecf8427e");
    assertThat(entry.recorded().attributes())
        .isEqualTo(Map.of("storage", "fs1", "path", "2024/70"));
    assertThat(entry.dicom())
        .isEqualTo(
            new DicomEntry(
                PacsDatabase.STUDY,
                PacsDatabase.SERIES,
                "2.25.3.7",
                "1.2.840.10008.5.1.4.1.1.2",
                "1.2.840.10008.1.2.1",
                "CT"));
    assertThat(entry.problem()).isEmpty();
  }

  @Test
  void theLengthOfADigestTellsItsAlgorithm() throws Exception {
    database.instance(1);
    database.location(1, 1, "digest = repeat('Ab', 20)");
    database.location(2, 1, "digest = repeat('0F', 32)");
    database.location(3, 1, "digest = repeat('0F', 10)");
    database.location(4, 1, "digest = repeat('zz', 16)");
    database.location(5, 1);

    SortedMap<String, InventoryEntry> entries = read();

    assertThat(at(entries, 1).recorded().digest()).isEqualTo("sha1:" + "ab".repeat(20));
    assertThat(at(entries, 2).recorded().digest()).isEqualTo("sha256:" + "0f".repeat(32));
    assertThat(at(entries, 3).recorded().digest()).isNull();
    assertThat(at(entries, 3).recorded().attributes())
        .containsEntry("unchecked-digest", "0f".repeat(10));
    assertThat(at(entries, 4).recorded().digest()).isNull();
    assertThat(at(entries, 5).recorded().digest()).isNull();
    assertThat(at(entries, 5).recorded().attributes()).doesNotContainKey("unchecked-digest");
  }

  @Test
  void furtherFilesOfAnInstanceAreCopies() throws Exception {
    database.instance(1).location(1, 1).location(2, 1, "storage_id = 'nearline'");

    assertThat(read().values())
        .extracting(InventoryEntry::kind)
        .containsExactly(EntryKind.INSTANCE, EntryKind.COPY);
  }

  @Test
  void aRejectedInstanceIsRejected() throws Exception {
    database.instance(1).location(1, 1).instance(2).location(2, 2);
    database.run(
        "INSERT INTO rejected_instance VALUES (1, '%s', '%s', '2.25.3.1'), (2, 'other', '%2$s', '2.25.3.2')"
            .formatted(PacsDatabase.STUDY, PacsDatabase.SERIES));

    SortedMap<String, InventoryEntry> entries = read();

    assertThat(at(entries, 1).recorded().state()).isEqualTo(EntryState.REJECTED);
    assertThat(at(entries, 2).recorded().state()).isEqualTo(EntryState.PRESENT);
  }

  @ParameterizedTest
  @EnumSource(value = Detached.class)
  void aLocationWithoutInstanceIsWhatItsStatusSays(Detached detached) throws Exception {
    database.instance(1).location(1, 1, "instance_fk = NULL", "status = " + detached.status);

    InventoryEntry location = at(read(), 1);

    assertThat(location.kind()).isEqualTo(EntryKind.INSTANCE);
    assertThat(location.recorded().state()).isEqualTo(detached.state);
    assertThat(location.recorded().attributes().containsKey("detached"))
        .isEqualTo(detached.state == EntryState.PRESENT);
    assertThat(location.problem().isEmpty()).isEqualTo(detached.state != EntryState.PRESENT);
  }

  enum Detached {
    TO_DELETE(1, EntryState.PENDING_DELETE),
    FAILED_TO_DELETE(2, EntryState.PENDING_DELETE),
    FAILED_TO_DELETE2(9, EntryState.PENDING_DELETE),
    ORPHANED(10, EntryState.ORPHANED),
    OK(0, EntryState.PRESENT),
    MISSING_OBJECT(3, EntryState.PRESENT);

    private final int status;
    private final EntryState state;

    Detached(int status, EntryState state) {
      this.status = status;
      this.state = state;
    }
  }

  @Test
  void anInstanceWhoseLocationIsToBeDeletedIsStillThere() throws Exception {
    database.instance(1).location(1, 1, "status = 1").location(2, 1, "status = 13");

    SortedMap<String, InventoryEntry> entries = read();

    assertThat(at(entries, 1).recorded().state()).isEqualTo(EntryState.PRESENT);
    assertThat(at(entries, 1).problem()).contains("TO_DELETE");
    assertThat(at(entries, 2).recorded().attributes())
        .containsEntry("location-status", "STATUS_13");
  }

  @Test
  void whatTheArchiveFoundWrongIsAProblem() throws Exception {
    database.instance(1).location(1, 1, "status = 7");

    InventoryEntry entry = only();

    assertThat(entry.problem()).contains("DIFFERING_OBJECT_CHECKSUM");
    assertThat(entry.complete()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void anInstanceWithoutLocationHasLostItsFile(PacsSchema schema) throws Exception {
    database = server.database(schema).withSeries().instance(5);

    InventoryEntry entry = only();

    assertThat(entry.key())
        .isEqualTo("%s/%s/2.25.3.5#instance-5".formatted(PacsDatabase.STUDY, PacsDatabase.SERIES));
    assertThat(entry.bytes()).isEqualTo(InventoryEntry.UNKNOWN_BYTES);
    assertThat(entry.recorded().state()).isEqualTo(EntryState.PRESENT);
    assertThat(entry.problem()).isEqualTo("has no location");
  }

  @ParameterizedTest
  @EnumSource
  void anInstanceOfAnotherArchiveIsExternal(PacsSchema schema) throws Exception {
    database = server.database(schema).withSeries().instance(5, "'VNA'");

    InventoryEntry entry = only();

    assertThat(entry.recorded().state()).isEqualTo(EntryState.EXTERNAL);
    assertThat(entry.recorded().attributes()).isEqualTo(Map.of("external-aet", "VNA"));
    assertThat(entry.problem()).isEmpty();
  }

  @Test
  void aStudyBeingDeletedMayHaveLostItsLocations() throws Exception {
    database.instance(1).instance(2).location(2, 2);
    database.run("UPDATE study SET study_deleting = true");

    SortedMap<String, InventoryEntry> entries = read();

    assertThat(entries.values())
        .extracting(entry -> entry.recorded().state())
        .containsExactlyInAnyOrder(EntryState.PENDING_DELETE, EntryState.PRESENT);
    assertThat(entries.values())
        .allSatisfy(
            entry ->
                assertThat(entry.recorded().attributes()).containsEntry("study-deleting", "true"));
  }

  @Test
  void anInstanceMayKeepNothingButItsMetadata() throws Exception {
    database.instance(1).location(1, 1, "object_type = 1", "tsuid = NULL");

    SortedMap<String, InventoryEntry> entries = read();

    assertThat(at(entries, 1).kind()).isEqualTo(EntryKind.FILE);
    InventoryEntry instance = entries.firstEntry().getValue();
    assertThat(instance.recorded().attributes()).isEqualTo(Map.of("metadata-only", "true"));
    assertThat(instance.problem()).contains("only its metadata");
  }

  @Test
  void sharedFilesAndRemappedUidsAreMarked() throws Exception {
    database.run("INSERT INTO uidmap VALUES (1, 'x')");
    database.instance(1).location(1, 1, "storage_path = 'a'", "multi_ref = 4");
    database.instance(2).location(2, 2, "storage_path = 'a'", "multi_ref = 4", "uidmap_fk = 1");

    SortedMap<String, InventoryEntry> entries = read();

    assertThat(entry(entries, "fs1/a#location-1").recorded().attributes())
        .isEqualTo(Map.of("storage", "fs1", "path", "a", "multi-ref", "4"));
    assertThat(entry(entries, "fs1/a#location-2").recorded().attributes())
        .containsEntry("uid-remapped", "true");
  }

  @Test
  void aPurgedSeriesIsNeverAnEmptyOne() throws Exception {
    database.metadata(1, 0);
    database.run("UPDATE series SET inst_purge_state = 1, metadata_fk = 1");

    InventoryEntry entry = only();

    assertThat(entry.key()).isEqualTo("meta/series/1.zip#metadata-1");
    assertThat(entry.kind()).isEqualTo(EntryKind.SERIES);
    assertThat(entry.recorded().state()).isEqualTo(EntryState.PURGED);
    assertThat(entry.recorded().digest()).isEqualTo("md5:" + "a".repeat(32));
    assertThat(entry.dicom())
        .isNotNull()
        .extracting(DicomEntry::seriesInstanceUid)
        .isEqualTo(PacsDatabase.SERIES);
  }

  @Test
  void aPurgedSeriesWithoutMetadataIsUnknown() throws Exception {
    database.run("UPDATE series SET inst_purge_state = 1");

    InventoryEntry entry = only();

    assertThat(entry.complete()).isFalse();
    assertThat(entry.problem()).contains("no metadata file names them");
  }

  @Test
  void metadataFilesAreFilesUntilTheirInstancesArePurged() throws Exception {
    database.metadata(1, 0);
    database.metadata(2, 1);
    database.run("UPDATE series SET inst_purge_state = 2, metadata_fk = 1");

    SortedMap<String, InventoryEntry> entries = read();

    assertThat(entries.values()).extracting(InventoryEntry::kind).containsOnly(EntryKind.FILE);
    assertThat(entries.values())
        .extracting(entry -> entry.recorded().state())
        .containsExactly(EntryState.PRESENT, EntryState.PENDING_DELETE);
  }

  @Test
  void anEmptyDatabaseHasNoEntries() throws Exception {
    assertThat(read()).isEmpty();
  }

  @Test
  void listsMoreThanOnePageWhateverWritesMeanwhile() throws Exception {
    database.run(
        """
        INSERT INTO instance SELECT pk, '2.25.3.' || pk, '1.2', 1, '*' FROM generate_series(-5, 2494) pk;
        INSERT INTO location SELECT pk, pk, 'fs1', 'f/' || pk, pk, NULL, NULL, 0, 0 FROM instance;
        """);
    SortedMap<String, InventoryEntry> before = read();
    SortedMap<String, InventoryEntry> during = new TreeMap<>();

    database
        .source()
        .list(
            unread -> {
              if (during.isEmpty()) {
                change(
                    "DELETE FROM location WHERE pk > 2000; INSERT INTO instance VALUES (9999, 'x', 'y', 1, '*')");
              }
              InventoryEntry entry = unread.read(bytes -> {});
              during.put(entry.key(), entry);
            });

    assertThat(before).hasSize(2500);
    assertThat(during).isEqualTo(before);
    assertThat(read()).hasSize(2501);
  }

  private void change(String sql) {
    try {
      database.run(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void namesInDifferentPlacesHaveDifferentKeys() throws Exception {
    database.instance(1);
    database.location(1, 1, "storage_id = 'a/b'", "storage_path = 'c'");
    database.location(2, 1, "storage_id = 'a'", "storage_path = 'b/c'");
    database.location(3, 1, "storage_id = 'a'", "storage_path = 'b/c'");
    database.location(4, 1, "storage_path = E'x\\\\x41'");

    assertThat(read().keySet())
        .containsExactly(
            "a/b/c#location-1", "a/b/c#location-2", "a/b/c#location-3", "fs1/x\\x5Cx41#location-4");
  }

  @Test
  void saysWhatIsMissingWhenItIsNoSuchDatabase() throws Exception {
    database.run("ALTER TABLE location DROP COLUMN multi_ref");

    assertThatIOException()
        .isThrownBy(this::read)
        .withMessageContaining("column 'location.multi_ref' is missing");
  }

  @Test
  void saysThatTheUserMayNotRead() throws Exception {
    database.run("REVOKE SELECT ON location FROM reader");

    assertThatIOException().isThrownBy(this::read).withMessageContaining("grant SELECT");
  }

  @Test
  void saysThatThereIsNoSuchDatabase() {
    database = new PacsDatabase(server, "nowhere", PacsSchema.V5_32);

    assertThatIOException().isThrownBy(this::read).withMessageContaining("database's name");
  }

  private SortedMap<String, InventoryEntry> read() throws IOException, InterruptedException {
    SortedMap<String, InventoryEntry> entries = new TreeMap<>();
    database
        .source()
        .list(
            unread -> {
              InventoryEntry entry = unread.read(bytes -> {});
              assertThat(entries.put(entry.key(), entry)).as(entry.key()).isNull();
            });
    return entries;
  }

  private InventoryEntry only() throws IOException, InterruptedException {
    SortedMap<String, InventoryEntry> entries = read();
    assertThat(entries).hasSize(1);
    return entries.firstEntry().getValue();
  }

  private static InventoryEntry at(SortedMap<String, InventoryEntry> entries, int location) {
    return entry(entries, "fs1/2024/%1$d#location-%1$d".formatted(location));
  }

  private static InventoryEntry entry(SortedMap<String, InventoryEntry> entries, String key) {
    return Objects.requireNonNull(entries.get(key), key);
  }
}
