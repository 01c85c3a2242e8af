package org.migrationauditor.verifier.manifest;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.inventory.UnreadEntry;

/** What the manifest of an inventory says, in sums. */
public final class InventoryReader {
  /** Remark in the manifest of an inventory that was stopped before its end. */
  public static final String STOPPED = "stopped";

  /** Name and version of the format, kept in each file. */
  public static final String FORMAT = "migration-auditor-inventory-5";

  /** Without the column {@code shown_key}. */
  private static final String EARLIER_FORMAT = "migration-auditor-inventory-4";

  /** Code of the finding that the structure of a DICOM file is, unless it is sound; as SQL. */
  public static final String STRUCTURE_CODE =
      """
      CASE structure WHEN 'TRUNCATED' THEN 'CUT_OFF'
                     WHEN 'EMPTY' THEN CASE bytes WHEN 0 THEN 'ZERO_BYTES' ELSE 'ZERO_FILLED' END
                     ELSE structure END""";

  private static final int MEMORY_MEGABYTES = 1024;

  private static final String COUNTS =
      """
      SELECT
        count(DISTINCT patient)    FILTER (kind = 'INSTANCE') AS patients,
        count(DISTINCT study_uid)  FILTER (kind IN ('INSTANCE', 'SERIES')) AS studies,
        count(DISTINCT series_uid) FILTER (kind IN ('INSTANCE', 'SERIES')) AS series,
        count(*) FILTER (kind = 'INSTANCE'
          AND state NOT IN ('PENDING_DELETE', 'ORPHANED', 'PURGED')) AS instances,
        count(*) FILTER (kind = 'BUCKET')            AS buckets,
        count(*) FILTER (kind IN ('OBJECT', 'TABLE', 'SEQUENCE', 'DEFINITION')) AS objects,
        count(*) FILTER (kind IN ('FILE', 'SYSTEM')) AS files,
        coalesce(sum(bytes) FILTER (complete), 0)    AS bytes,
        count(*) FILTER (NOT complete)               AS unreadable,
        count(*) FILTER (structure NOT IN ('SOUND', 'NOT_DICOM')) AS malformed,
        %s AS owner
      FROM %s
      """;

  private final Path folder;

  public InventoryReader(Path folder) {
    this.folder = folder;
  }

  /**
   * A problem as the manifest names it.
   *
   * @param structure of the file; {@code UNREADABLE} when it is not known, {@code SUSPECT} when
   *     something else is wrong
   */
  public record Problem(String key, String structure, FindingCode code, String problem) {}

  /** What was read and what was not, counts of entries. */
  public record Readings(
      long read, long atFurtherTry, long sampledOut, long stopped, boolean whole) {}

  /** How much was read. */
  public Readings readings(Manifest manifest) throws SQLException, IOException {
    try (Database database = database()) {
      view(database, manifest);
      boolean whole = manifest.metadata(database, STOPPED).isEmpty();
      return database.row(
          row ->
              new Readings(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), whole),
          """
          SELECT
            count(*) FILTER (tries > 0 AND complete),
            count(*) FILTER (tries > 1 AND complete),
            count(*) FILTER (tries = 0 AND problem = $1),
            count(*) FILTER (tries = 0 AND problem <> $1)
          FROM %s
          """
              .formatted(manifest.rows()),
          UnreadEntry.SAMPLED_OUT);
    }
  }

  /** Counts over all entries. */
  public InventoryCounts counts(Manifest manifest) throws SQLException, IOException {
    try (Database database = database()) {
      view(database, manifest);
      return counts(database, manifest);
    }
  }

  /** Counts over all entries of an inventory that a database can see. */
  public static InventoryCounts counts(Database database, Manifest manifest) throws SQLException {
    return database.row(InventoryReader::counts, COUNTS.formatted("NULL", manifest.rows()));
  }

  /**
   * Series of these modalities, in ascending order. A series without one has that of its SOP class
   * where that is a segmentation's or a structure set's (PS3.4 B.5).
   *
   * @param modalities an empty one stands for that of a series of which neither is told
   */
  public List<String> series(Manifest manifest, Set<String> modalities)
      throws SQLException, IOException {
    try (Database database = database()) {
      view(database, manifest);
      return database.rows(
          row -> row.getString(1),
          """
          SELECT series_uid FROM %s
          WHERE kind = 'INSTANCE' AND series_uid IS NOT NULL
          GROUP BY series_uid
          HAVING list_contains(string_split(?, ' '), coalesce(
            max(modality),
            CASE max(sop_class_uid) WHEN '1.2.840.10008.5.1.4.1.1.66.4' THEN 'SEG'
                                    WHEN '1.2.840.10008.5.1.4.1.1.481.3' THEN 'RTSTRUCT' END,
            max(sop_class_uid),
            ''))
          ORDER BY series_uid
          """
              .formatted(manifest.rows()),
          String.join(" ", modalities));
    }
  }

  /** Folders that hold a file themselves, count. */
  public long foldersOfFiles(Manifest manifest) throws SQLException, IOException {
    try (Database database = database()) {
      view(database, manifest);
      return database.number(
          """
          SELECT count(DISTINCT regexp_replace(key, '[^/]*$', '')) FROM %s
          WHERE kind IN ('INSTANCE', 'FILE')
          """
              .formatted(manifest.rows()));
    }
  }

  /** Counts over the entries of each owner. */
  public SortedMap<OwnerKey, InventoryCounts> countsByOwner(Manifest manifest)
      throws SQLException, IOException {
    SortedMap<OwnerKey, InventoryCounts> counts = new TreeMap<>();
    try (Database database = database()) {
      view(database, manifest);
      database.rows(
          row -> counts.put(new OwnerKey(row.getString("owner")), counts(row)),
          COUNTS.formatted("owner", manifest.rows()) + " GROUP BY owner");
    }
    return counts;
  }

  /**
   * Entries that are not sound or could not be read, in the order of their keys as they are shown;
   * none that was left unread.
   */
  public List<Problem> problems(Manifest manifest, int limit) throws SQLException, IOException {
    try (Database database = database()) {
      view(database, manifest);
      return database.rows(
          row ->
              new Problem(
                  row.getString(1),
                  row.getString(2),
                  FindingCode.valueOf(row.getString(3)),
                  row.getString(4)),
          """
          SELECT key,
            CASE WHEN NOT complete THEN 'UNREADABLE' WHEN structure <> 'SOUND' THEN structure
                 ELSE 'SUSPECT' END,
            CASE WHEN NOT complete THEN 'UNREADABLE' WHEN structure <> 'SOUND' THEN %s
                 ELSE 'SUSPECT' END,
            problem
          FROM %s
          WHERE tries > 0 AND (NOT complete OR structure <> 'SOUND' OR problem <> '')
          ORDER BY key
          LIMIT ?
          """
              .formatted(STRUCTURE_CODE, ShownKeys.rows(database, manifest)),
          limit);
    }
  }

  /**
   * The view an inventory was taken from.
   *
   * @throws IOException if the file is no inventory's manifest in a format known here
   */
  public static View view(Database database, Manifest manifest) throws IOException {
    String format = manifest.metadata(database, "format");
    String view = manifest.metadata(database, "view");
    if (!Set.of(FORMAT, EARLIER_FORMAT).contains(format)
        || Arrays.stream(View.values()).noneMatch(v -> v.name().equals(view))) {
      throw new IOException(
          "manifest '%s': is no inventory in a format known here; give one that this version wrote"
              .formatted(manifest.digest()));
    }
    return View.valueOf(view);
  }

  private Database database() throws SQLException, IOException {
    return Database.inMemory(folder, List.of(), MEMORY_MEGABYTES);
  }

  private static InventoryCounts counts(ResultSet row) throws SQLException {
    return new InventoryCounts(
        row.getLong("patients"),
        row.getLong("studies"),
        row.getLong("series"),
        row.getLong("instances"),
        row.getLong("buckets"),
        row.getLong("objects"),
        row.getLong("files"),
        row.getLong("bytes"),
        row.getLong("unreadable"),
        row.getLong("malformed"));
  }
}
