package org.migrationauditor.verifier.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.dicom.DicomContext;
import org.migrationauditor.verifier.dicom.DicomEntry;
import org.migrationauditor.verifier.dicom.ElementDigests;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.digest.Sha256;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.Recorded;
import org.migrationauditor.verifier.owner.OwnerRules;

/**
 * Collects entries in any order and turns them into a manifest. Used by one thread. Now and then
 * what came in is written as a segment, so that memory is bounded and an interrupted inventory can
 * be gone on with; closing it removes all it wrote but the manifest and the segments of an
 * inventory that was not finished.
 */
public final class InventoryWriter implements AutoCloseable {
  private static final int MEMORY_MEGABYTES =
      1024; // half of it was once too little to sort a million rows

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
        shown_key       VARCHAR,
        structure       VARCHAR,
        state           VARCHAR NOT NULL,
        recorded_digest VARCHAR,
        attributes      VARCHAR,
        tries           SMALLINT NOT NULL,
        complete        BOOLEAN NOT NULL,
        problem         VARCHAR NOT NULL,
        stamp           VARCHAR
      )
      """;

  private static final String KEPT =
      "CREATE TABLE kept (key VARCHAR NOT NULL, stamp VARCHAR NOT NULL)";

  private final Path folder;
  private final OwnerRules owners;
  private final Database database;
  private final Segments segments;
  private final Pace pace;
  private final SortedMap<String, String> metadata = new TreeMap<>();
  private final DuckDBAppender kept;
  private DuckDBAppender appender;
  private int entries;
  private int stamped;
  private long since = System.nanoTime();
  private boolean finished;
  private UnaryOperator<String> pseudonyms = part -> "pseudonym";

  private InventoryWriter(
      Path folder, View view, OwnerRules owners, Database database, Segments segments, Pace pace)
      throws SQLException {
    this.folder = folder;
    this.owners = owners;
    this.database = database;
    this.segments = segments;
    this.pace = pace;
    metadata.put("format", InventoryReader.FORMAT);
    metadata.put("view", view.name());
    metadata.put("owners", owners.name());
    kept = database.appender("kept");
    appender = database.appender("entry");
  }

  /**
   * How much is lost at most when the process is killed: whichever is less.
   *
   * @param entries count
   * @param time since the last segment
   */
  public record Pace(int entries, Duration time) {
    /** What costs next to nothing. */
    public static final Pace USUAL = new Pace(50_000, Duration.ofSeconds(30));
  }

  /**
   * Starts a manifest in a folder, which is made when absent; nobody can go on with it. Owners are
   * as the archive itself tells.
   */
  public static InventoryWriter open(Path folder, View view) throws IOException, SQLException {
    return open(folder, view, OwnerRules.OF_THE_ARCHIVE);
  }

  /** As {@link #open(Path, View)}, owners by rules. */
  public static InventoryWriter open(Path folder, View view, OwnerRules owners)
      throws IOException, SQLException {
    return open(folder, view, owners, "", false, Pace.USUAL);
  }

  /**
   * Starts a manifest, or goes on with one that was interrupted.
   *
   * @param owners rules that say whose each entry is
   * @param inventory what is the same whenever the same inventory is taken; empty when nobody is to
   *     go on with it
   * @param anew whether to forget what was read before
   */
  public static InventoryWriter open(
      Path folder, View view, OwnerRules owners, String inventory, boolean anew, Pace pace)
      throws IOException, SQLException {
    Database database = Database.inMemory(folder, List.of(), MEMORY_MEGABYTES);
    try {
      database.run(TABLE);
      database.run(KEPT);
      String id = Sha256.of((inventory + '\0' + TABLE).getBytes(UTF_8)).hex();
      Segments segments = Segments.open(folder, database, inventory.isEmpty() ? "" : id, anew);
      return new InventoryWriter(folder, view, owners, database, segments, pace);
    } catch (SQLException | IOException e) {
      database.close();
      throw e;
    }
  }

  /** What was read before the inventory was interrupted. */
  public EarlierReadings earlier() throws SQLException, IOException {
    return segments.readings(database);
  }

  /** Says more of the inventory in the manifest itself; the name is a plain word. */
  public void remark(String name, String value) {
    metadata.put(name, value);
  }

  /**
   * By what parts of keys are to be replaced which may name a patient; without it they are hidden
   * as well, but cannot be told apart.
   */
  public void pseudonyms(PseudonymKey key) {
    pseudonyms = key::ofPart;
  }

  /** Adds an entry that was read once. */
  public void add(InventoryEntry entry) throws SQLException, IOException {
    add(entry, 1, "");
  }

  /**
   * Adds an entry.
   *
   * @param tries at which it was read, or given up; zero when it was left unread
   * @param stamp it had before and after; empty when it had none
   */
  public void add(InventoryEntry entry, int tries, String stamp) throws SQLException, IOException {
    appender.beginRow();
    appender.append(entry.key()).append(entry.kind().name());
    if (entry.bytes() == InventoryEntry.UNKNOWN_BYTES) {
      appender.appendNull();
    } else {
      appender.append(entry.bytes());
    }
    digest(entry.digest());
    appender.append(owners.ownerOf(entry).value());
    dicom(entry.dicom());
    recorded(entry.recorded());
    appender.append((short) tries);
    appender.append(entry.complete()).append(entry.problem());
    text(stamp.isEmpty() ? null : stamp);
    appender.endRow();
    entries++;
    stamped += stamp.isEmpty() ? 0 : 1;
    if (entries >= pace.entries() || System.nanoTime() - since > pace.time().toNanos()) {
      cut();
    }
  }

  /** Adds an entry as it was read before, when it had this stamp; see {@link #earlier}. */
  public void keep(String key, String stamp) throws SQLException {
    kept.beginRow();
    kept.append(key).append(stamp);
    kept.endRow();
  }

  private void cut() throws SQLException, IOException {
    appender.close();
    segments.cut(database);
    database.run("DROP TABLE entry");
    database.run(TABLE);
    appender = database.appender("entry");
    entries = 0;
    stamped = 0;
    since = System.nanoTime();
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
    text(context == null ? null : context.shownKey());
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
    bytes(digest == null ? null : digest.bytes());
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
    Manifest manifest = written();
    finished = true;
    return manifest;
  }

  /** Writes a manifest of what came in so far; the inventory can be gone on with. */
  public Manifest unfinished() throws SQLException, IOException {
    cut();
    return written();
  }

  /** What a manifest that this wrote counts, read back from it. */
  public InventoryCounts counts(Manifest written) throws SQLException {
    return InventoryReader.counts(database, written);
  }

  private Manifest written() throws SQLException, IOException {
    appender.flush();
    kept.flush();
    segments.expectAllKept(database);
    Path file =
        Manifest.export(
            database,
            "SELECT * FROM (%s) ORDER BY key"
                .formatted(new Concealment(database, segments.rows(), pseudonyms).rows()),
            metadata);
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
    try (database;
        segments) {
      kept.close();
      if (finished) {
        segments.remove();
      } else if (stamped > 0) {
        cut();
      }
      appender.close();
    }
  }
}
