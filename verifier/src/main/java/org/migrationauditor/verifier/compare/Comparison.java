package org.migrationauditor.verifier.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ExpectedChange;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.manifest.Database;
import org.migrationauditor.verifier.manifest.InventoryReader;
import org.migrationauditor.verifier.manifest.Manifest;

/** Compares two manifests in both directions, in SQL. */
public final class Comparison {
  private static final int MEMORY_MEGABYTES = 1536;

  private static final String NEVER_EXCUSED =
      Arrays.stream(FindingCode.values())
          .filter(code -> code.verdict() == Verdict.INDETERMINATE)
          .map(code -> Database.quoted(code.name()))
          .collect(Collectors.joining(", "));

  private static final String THING =
      """
      CREATE TEMP MACRO thing(form, bytes) AS
        CASE form
          WHEN 'FOLDER' THEN 'a folder'
          WHEN 'LINK' THEN 'a link'
          WHEN 'OTHER' THEN 'a socket, pipe or device'
          WHEN 'FILE' THEN coalesce(format('{} bytes', bytes), 'something of unknown size')
          WHEN 'UNKNOWN' THEN 'something unknown'
        END
      """;

  private static final String AT_ANOTHER_PLACE =
      """
      CREATE TEMP MACRO at_another_place(found_at) AS
        coalesce(format(', its SOP Instance UID is at ''{}'' in the second inventory', found_at), '')
      """;

  /** Keys that name a patient, on either side, and how they are shown. */
  private static final String SHOWN =
      """
      CREATE TEMP TABLE shown AS
      SELECT key, coalesce(min(name) FILTER (side = 'before'), min(name)) AS name
      FROM (SELECT key, shown_key AS name, 'before' AS side FROM before
            UNION ALL SELECT key, shown_key, 'after' FROM after)
      WHERE name IS NOT NULL
      GROUP BY key
      """;

  private static final String SHOWN_CODED =
      """
      CREATE TEMP VIEW shown_coded AS
      SELECT c.* REPLACE (
          coalesce(f.name, c.found_at) AS found_at,
          coalesce(o.name, c.other) AS other,
          coalesce(u.name, c.concealed_by) AS concealed_by),
        coalesce(k.name, c.key) AS shown
      FROM coded c
      LEFT JOIN shown k ON k.key = c.key
      LEFT JOIN shown f ON f.key = c.found_at
      LEFT JOIN shown o ON o.key = c.other
      LEFT JOIN shown u ON u.key = c.concealed_by
      """;

  private static final String FINDING =
      """
      CREATE TEMP TABLE finding AS
      SELECT
        c.code, c.shown AS key,
        CASE WHEN b.complete THEN b.owner WHEN a.complete THEN a.owner
             ELSE coalesce(b.owner, a.owner) END AS owner,
        coalesce(b.study_uid, a.study_uid) AS study_uid,
        coalesce(b.series_uid, a.series_uid) AS series_uid,
        coalesce(b.sop_uid, a.sop_uid) AS sop_uid,
        c.before_digest, c.after_digest, c.found_at,
        coalesce(c.before_complete, true) AND coalesce(c.after_complete, true) AS read,
        CASE c.code
          WHEN 'MISSING' THEN
            thing(before_form, before_bytes) || ' in the first inventory, nothing in the second'
          WHEN 'EXTRA' THEN
            'nothing in the first inventory, ' || thing(after_form, after_bytes) || ' in the second'
          WHEN 'NESTED_COPY' THEN
            format('not at its place, found with the same bytes at ''{}''', c.found_at)
          WHEN 'MOVED' THEN
            format('not at its place, found with the same bytes at ''{}''', c.found_at)
          WHEN 'DUPLICATED' THEN
            format('nothing in the first inventory, the bytes of ''{}'' in the second', c.found_at)
          WHEN 'TYPE_CHANGED' THEN
            coalesce(thing(before_form, before_bytes), 'a folder') || ' in the first inventory, '
            || coalesce(thing(after_form, after_bytes), 'a folder') || ' in the second'
          WHEN 'TRUNCATED' THEN
            format('{} bytes in the first inventory, {} in the second', before_bytes, after_bytes)
            || coalesce('; ' || c.words, '')
          WHEN 'REENCODED' THEN
            'the same data set and pixel data in other bytes' || c.elsewhere
          WHEN 'TRANSCODED' THEN
            'the same pixels, compressed or arranged in another way; '
            || c.words || c.elsewhere
          WHEN 'PIXELS_SAME' THEN
            CASE WHEN c.pixels = 'DECODED' THEN 'the same decoded pixels; '
                 ELSE 'the same pixel data; ' END
            || c.words || c.elsewhere
          WHEN 'PIXELS_NOT_COMPARED' THEN
            'pixel data in another compression that is not decoded here; '
            || c.words || c.elsewhere
          WHEN 'DIGEST_MISMATCH' THEN
            CASE
              WHEN c.found_at IS NOT NULL THEN 'other content'
                || pixel_words(c.pixels, b.pixel_digest, a.pixel_digest)
                || coalesce('; ' || c.words, '')
                || c.elsewhere
              WHEN c.other IS NOT NULL THEN
                format('holds in the second inventory what ''{}'' held in the first', c.other)
              WHEN before_form = 'LINK' THEN 'points elsewhere'
              ELSE format('{} bytes in the first inventory, {} in the second, other content',
                  before_bytes, after_bytes)
                || pixel_words(c.pixels, b.pixel_digest, a.pixel_digest)
                || coalesce('; ' || c.words, '')
            END
          WHEN 'ATTRIBUTES_CHANGED' THEN
            'same content, other attributes: '
            || attribute_changes(b.attributes, a.attributes, c.changed)
          %s
          WHEN 'NOT_COMPARED' THEN 'no digest of its content on both sides'
          ELSE
            CASE WHEN c.concealed_by IS NOT NULL THEN
              format('not seen in the {} inventory, where ''{}'' was not listed to its end',
                CASE WHEN in_before THEN 'second' ELSE 'first' END, c.concealed_by)
            ELSE concat_ws('; ',
              CASE WHEN NOT b.complete THEN 'first inventory: ' || b.problem END,
              CASE WHEN NOT a.complete THEN 'second inventory: ' || a.problem END)
            END
        END AS detail,
        CASE WHEN NOT c.same_set THEN c.changes END AS changed_attributes
      FROM (
        SELECT *, attribute_words(same_set, changes) AS words,
          at_another_place(found_at) AS elsewhere
        FROM shown_coded) c
      LEFT JOIN differing_before b ON b.key = c.key
      LEFT JOIN differing_after a ON a.key = c.key
      """
          .formatted(DatabaseObjects.DETAIL);

  private static final String EMPTY =
      """
      INSERT INTO finding BY NAME
      SELECT 'EMPTY' AS code, './' AS key, 'unassigned' AS owner, false AS read,
        'neither inventory holds ' || $1 AS detail
      WHERE NOT EXISTS (SELECT 1 FROM before WHERE list_contains(string_split($2, ' '), kind))
        AND NOT EXISTS (SELECT 1 FROM after WHERE list_contains(string_split($2, ' '), kind))
      """;

  private final Path folder;

  public Comparison(Path folder) {
    this.folder = folder;
  }

  /**
   * How a comparison ended.
   *
   * @param compared entries present on both sides and equal, count; none that a sample left out
   * @param findings unexplained, count per code
   * @param expected announced, count per code
   * @param manifest of the findings
   */
  public record Result(
      Verdict verdict,
      long compared,
      Map<FindingCode, Long> findings,
      Map<FindingCode, Long> expected,
      Manifest manifest) {}

  /**
   * Compares and writes the findings' manifest.
   *
   * @param rootNames names of the folders that were inventoried, as in keys; empty when not known,
   *     and a nested copy is then reported as moved entries
   * @throws IOException if a file is no inventory, or the two are of different views
   */
  public Result compare(
      Manifest before, Manifest after, Set<String> rootNames, List<ExpectedChange> expected)
      throws SQLException, IOException {
    List<Path> folders =
        Stream.of(before, after).map(side -> side.file().toAbsolutePath().getParent()).toList();
    try (Database database = Database.inMemory(folder, folders, MEMORY_MEGABYTES)) {
      View view = commonView(database, before, after);
      boolean sameView = view == InventoryReader.view(database, after);
      Differences.find(database, before, after, sameView, rootNames);
      database.run(THING);
      InstanceWords.define(database);
      database.run(AT_ANOTHER_PLACE);
      database.run(SHOWN);
      database.run(SHOWN_CODED);
      database.run(FINDING);
      database.run(EMPTY, dataName(view), dataKinds(view));
      long unchecked = Samples.unchecked(database);
      explain(database, view, expected);
      return result(database, view, before, after, unchecked);
    }
  }

  private static View commonView(Database database, Manifest before, Manifest after)
      throws IOException {
    View first = InventoryReader.view(database, before);
    View second = InventoryReader.view(database, after);
    if (!first.comparableWith(second)) {
      throw new IOException(
          "comparison: the first inventory is of view %s, the second of %s; take both of one view"
              .formatted(first, second));
    }
    return first;
  }

  /** What could not be read is never excused, whatever else is said of it. */
  private static void explain(Database database, View view, List<ExpectedChange> expected)
      throws SQLException {
    Expectations expectations = Expectations.of(expected);
    Object[] parameters =
        Stream.of(
                expectations.parameters(), List.of(view == View.DICOM_FILES), expectations.lists())
            .flatMap(List::stream)
            .toArray();
    database.run(
        """
        CREATE TEMP TABLE explained AS
        SELECT * EXCLUDE (read, found_at, tags, unlisted)
          REPLACE (detail || CASE WHEN expected_because IS NULL THEN unlisted_words(unlisted)
            ELSE '' END AS detail)
        FROM (
          SELECT *,
            CASE WHEN read AND code NOT IN (%s) THEN %s END AS expected_because,
            code = 'EMPTY' OR (code = 'NOT_COMPARED' AND key = './')
              OR (code = 'UNREADABLE' AND (key = './' OR (? AND owner = 'unassigned')))
              AS concerns_all,
            %s AS unlisted
          FROM (SELECT *, changed_tags(changed_attributes) AS tags FROM finding))
        """
            .formatted(NEVER_EXCUSED, expectations.sql(), expectations.unlisted()),
        parameters);
  }

  private Result result(
      Database database, View view, Manifest before, Manifest after, long unchecked)
      throws SQLException, IOException {
    long compared =
        database.number("SELECT count(*) FROM before")
            - database.number("SELECT count(*) FROM difference WHERE in_before")
            - unchecked;
    Map<FindingCode, Long> unexplained = counts(database, "IS NULL");
    Map<FindingCode, Long> expected = counts(database, "IS NOT NULL");
    Path file =
        Manifest.export(
            database,
            "SELECT * FROM explained ORDER BY key, code",
            Map.of(
                "format", FindingsReader.FORMAT,
                "view", view.name(),
                "before", before.digest().hex(),
                "after", after.digest().hex()));
    Verdict checked = compared > 0 ? Verdict.PASSED : Verdict.INDETERMINATE;
    Verdict verdict =
        Verdict.worst(
            Stream.concat(
                Stream.of(checked), unexplained.keySet().stream().map(FindingCode::verdict)));
    return new Result(verdict, compared, unexplained, expected, Manifest.keep(file, folder));
  }

  private static Map<FindingCode, Long> counts(Database database, String because)
      throws SQLException {
    Map<FindingCode, Long> counts = new EnumMap<>(FindingCode.class);
    database.rows(
        row -> counts.put(FindingCode.valueOf(row.getString(1)), row.getLong(2)),
        "SELECT code, count(*) FROM explained WHERE expected_because %s GROUP BY code"
            .formatted(because));
    return counts;
  }

  private static String dataKinds(View view) {
    return switch (view) {
      case DICOM_FILES, PACS_DATABASE, DICOMWEB, DIMSE -> "INSTANCE";
      case S3, MINIO_FS, MINIO_XL -> "BUCKET OBJECT";
      case METADATA_INDEX -> "SERIES";
      case POSTGRES -> "TABLE";
      case POSTGRES_FILES, FILES -> "FILE LINK OTHER DIRECTORY";
    };
  }

  private static String dataName(View view) {
    return switch (view) {
      case DICOM_FILES, PACS_DATABASE, DICOMWEB, DIMSE -> "a DICOM instance";
      case S3, MINIO_FS, MINIO_XL -> "a bucket";
      case METADATA_INDEX -> "a series";
      case POSTGRES -> "a table";
      case POSTGRES_FILES, FILES -> "an entry";
    };
  }
}
