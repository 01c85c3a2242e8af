package org.migrationauditor.verifier.manifest;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.dicom.DicomContext;
import org.migrationauditor.verifier.dicom.DicomEntry;
import org.migrationauditor.verifier.dicom.ElementDigests;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.Recorded;

/**
 * Collects entries in any order on the disk and turns them into a manifest. Used by one thread;
 * closing it removes all it wrote but the manifest.
 */
public final class InventoryWriter implements AutoCloseable {
  private static final int MEMORY_MEGABYTES = 512;

  private static final String TABLE =
      """
      CREATE TABLE entry (
        key             VARCHAR NOT NULL,
        kind            VARCHAR NOT NULL,
        bytes           BIGINT,
        digest          BLOB,
        owner           VARCHAR NOT NULL,
        pixel_digest    BLOB,
        dataset_digest  BLOB,
        study_uid       VARCHAR,
        series_uid      VARCHAR,
        sop_uid         VARCHAR,
        sop_class_uid   VARCHAR,
        transfer_syntax VARCHAR,
        modality        VARCHAR,
        patient         VARCHAR,
        decoded_digest  BLOB,
        elements        BLOB,
        element_digests BLOB,
        patient_details VARCHAR,
        study_year      SMALLINT,
        institution     VARCHAR,
        source_aet      VARCHAR,
        receiving_aet   VARCHAR,
        sponsor         VARCHAR,
        refers_to       VARCHAR,
        remarks         VARCHAR,
        structure       VARCHAR,
        state           VARCHAR NOT NULL,
        recorded_digest VARCHAR,
        attributes      VARCHAR,
        complete        BOOLEAN NOT NULL,
        problem         VARCHAR NOT NULL
      )
      """;

  private final Path folder;
  private final View view;
  private final Database database;
  private final DuckDBAppender appender;

  private InventoryWriter(Path folder, View view, Database database) throws SQLException {
    this.folder = folder;
    this.view = view;
    this.database = database;
    appender = database.appender("entry");
  }

  /** Starts a manifest in a folder, which is made when absent. */
  public static InventoryWriter open(Path folder, View view) throws IOException, SQLException {
    Database database = Database.onDisk(folder, MEMORY_MEGABYTES);
    try {
      database.run(TABLE);
      return new InventoryWriter(folder, view, database);
    } catch (SQLException e) {
      database.close();
      throw e;
    }
  }

  /** Adds an entry. */
  public void add(InventoryEntry entry) throws SQLException {
    appender.beginRow();
    appender.append(entry.key()).append(entry.kind().name());
    if (entry.bytes() == InventoryEntry.UNKNOWN_BYTES) {
      appender.appendNull();
    } else {
      appender.append(entry.bytes());
    }
    digest(entry.digest());
    appender.append(entry.owner().value());
    dicom(entry.dicom());
    recorded(entry.recorded());
    appender.append(entry.complete()).append(entry.problem());
    appender.endRow();
  }

  private void dicom(@Nullable DicomEntry facts) throws SQLException {
    digest(facts == null ? null : facts.pixelDigest());
    digest(facts == null ? null : facts.dataSetDigest());
    text(facts == null ? null : facts.studyInstanceUid());
    text(facts == null ? null : facts.seriesInstanceUid());
    text(facts == null ? null : facts.sopInstanceUid());
    text(facts == null ? null : facts.sopClassUid());
    text(facts == null ? null : facts.transferSyntaxUid());
    text(facts == null ? null : facts.modality());
    text(facts == null ? null : facts.patient());
    digest(facts == null ? null : facts.decodedPixelDigest());
    elements(facts == null ? null : facts.elements());
    context(facts == null ? null : facts.context());
    text(facts == null || facts.structure() == null ? null : facts.structure().name());
  }

  private void elements(@Nullable ElementDigests elements) throws SQLException {
    bytes(elements == null ? null : elements.names());
    bytes(elements == null ? null : elements.digests());
  }

  private void context(@Nullable DicomContext context) throws SQLException {
    text(context == null ? null : context.patientDetails());
    if (context == null || context.studyYear() == null) {
      appender.appendNull();
    } else {
      appender.append(context.studyYear().shortValue());
    }
    text(context == null ? null : context.institution());
    text(context == null ? null : context.sourceAet());
    text(context == null ? null : context.receivingAet());
    text(context == null ? null : context.sponsor());
    text(context == null ? null : joined(context.refersTo()));
    text(context == null ? null : joined(context.remarks()));
  }

  private static @Nullable String joined(List<?> words) {
    return words.isEmpty()
        ? null
        : words.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  private void bytes(byte @Nullable [] bytes) throws SQLException {
    if (bytes == null) {
      appender.appendNull();
    } else {
      appender.append(bytes);
    }
  }

  private void recorded(Recorded recorded) throws SQLException {
    text(recorded.state().name());
    text(recorded.digest());
    text(recorded.attributes().isEmpty() ? null : Attributes.text(recorded.attributes()));
  }

  private void digest(@Nullable ContentDigest digest) throws SQLException {
    bytes(digest == null ? null : HexFormat.of().parseHex(digest.hex()));
  }

  private void text(@Nullable String text) throws SQLException {
    if (text == null) {
      appender.appendNull();
    } else {
      appender.append(text);
    }
  }

  /**
   * Ends the manifest, in the order of the keys' UTF-8 bytes.
   *
   * @throws IOException if a key was listed twice, which only an archive in motion does
   */
  public Manifest finish() throws SQLException, IOException {
    appender.close();
    Path file =
        Manifest.export(
            database,
            "SELECT * FROM entry ORDER BY key",
            Map.of("format", InventoryReader.FORMAT, "view", view.name()));
    long twice =
        database.number(
            """
            SELECT count(*)
            FROM (SELECT key = lag(key) OVER () AS twice FROM read_parquet(%s))
            WHERE twice
            """
                .formatted(Database.quoted(file)));
    if (twice > 0) {
      throw new IOException(
          "%d entries were listed twice, so the folder changed while it was listed; stop what"
                  .formatted(twice)
              + " uses it and take the inventory again");
    }
    return Manifest.keep(file, folder);
  }

  @Override
  public void close() throws SQLException, IOException {
    try (database) {
      appender.close();
    }
  }
}
