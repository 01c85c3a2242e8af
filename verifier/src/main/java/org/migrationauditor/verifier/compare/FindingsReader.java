package org.migrationauditor.verifier.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.Finding;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.report.FindingGroup;
import org.migrationauditor.verifier.compare.Excerpts.Excerpt;
import org.migrationauditor.verifier.manifest.Database;
import org.migrationauditor.verifier.manifest.Manifest;
import org.migrationauditor.verifier.manifest.ShownKeys;

/**
 * What a findings manifest says. A finding that nobody can assign to one owner, such as an
 * unreadable DICOM file, counts for every owner.
 */
public final class FindingsReader {
  /** Name and version of the format, kept in each file. */
  public static final String FORMAT = "migration-auditor-findings-2";

  private static final int MEMORY_MEGABYTES = 1024;
  private static final String OF_OWNER = "(? OR owner = ? OR concerns_all)";

  private final Path folder;

  public FindingsReader(Path folder) {
    this.folder = folder;
  }

  /**
   * Rows of a findings manifest, from a table {@code finding} of what is no comparison of two
   * inventories.
   *
   * @param concernsAll SQL: whether a finding may concern any owner
   */
  public static String rows(String concernsAll) {
    return """
      SELECT code, key, owner, study_uid, series_uid, sop_uid, NULL::BLOB AS before_digest,
        NULL::BLOB AS after_digest, detail, NULL::VARCHAR AS changed_attributes,
        NULL::VARCHAR AS expected_because, %s AS concerns_all
      FROM finding
      ORDER BY key, code, detail, study_uid, series_uid, sop_uid, owner
      """
        .formatted(concernsAll);
  }

  /** Findings in key order, of one owner or of all. */
  public List<Finding> findings(Manifest manifest, @Nullable OwnerKey owner, int limit)
      throws SQLException, IOException {
    try (Database database = open(manifest)) {
      return findings(database, manifest, OF_OWNER, owner, limit);
    }
  }

  /** Those that nobody announced, as {@link #findings} gives all. */
  public List<Finding> unexpected(Manifest manifest, @Nullable OwnerKey owner, int limit)
      throws SQLException, IOException {
    try (Database database = open(manifest)) {
      return findings(database, manifest, OF_OWNER + " AND expected_because IS NULL", owner, limit);
    }
  }

  /** The finding of a code at a key that nobody announced; empty when there is none. */
  public Optional<Finding> finding(Manifest manifest, FindingCode code, String key)
      throws SQLException, IOException {
    try (Database database = open(manifest)) {
      return database
          .rows(
              FindingsReader::finding,
              "SELECT * FROM %s WHERE code = ? AND key = ? AND expected_because IS NULL LIMIT 1"
                  .formatted(manifest.rows()),
              code.name(),
              key)
          .stream()
          .findFirst();
    }
  }

  private static List<Finding> findings(
      Database database, Manifest manifest, String which, @Nullable OwnerKey owner, int limit)
      throws SQLException {
    return database.rows(
        FindingsReader::finding,
        "SELECT * FROM %s WHERE %s ORDER BY key, code LIMIT ?".formatted(manifest.rows(), which),
        owner == null,
        name(owner),
        limit);
  }

  /** First findings and totals of all and of each of some owners, from one opening. */
  public Excerpts excerpts(Manifest manifest, Collection<OwnerKey> owners, int limit)
      throws SQLException, IOException {
    try (Database database = open(manifest)) {
      long all = database.number("SELECT count(*) FROM " + manifest.rows());
      long common =
          database.number("SELECT count(*) FROM %s WHERE concerns_all".formatted(manifest.rows()));
      Map<OwnerKey, Long> own = new HashMap<>();
      database.rows(
          row -> own.put(new OwnerKey(row.getString(1)), row.getLong(2)),
          "SELECT owner, count(*) FROM %s WHERE NOT concerns_all GROUP BY owner"
              .formatted(manifest.rows()));
      Map<OwnerKey, Excerpt> byOwner = new HashMap<>();
      for (OwnerKey owner : owners) {
        long total = common + own.getOrDefault(owner, 0L);
        byOwner.put(owner, excerpt(database, manifest, owner, total, limit));
      }
      return new Excerpts(excerpt(database, manifest, null, all, limit), byOwner);
    }
  }

  private static Excerpt excerpt(
      Database database, Manifest manifest, @Nullable OwnerKey owner, long total, int limit)
      throws SQLException {
    return total == 0
        ? Excerpt.NONE
        : new Excerpt(
            findings(database, manifest, OF_OWNER, owner, limit),
            total,
            groups(database, manifest, owner));
  }

  private static List<FindingGroup> groups(
      Database database, Manifest manifest, @Nullable OwnerKey owner) throws SQLException {
    return database.rows(
        row ->
            new FindingGroup(
                FindingCode.valueOf(row.getString(1)),
                row.getString(2),
                row.getBoolean(3),
                row.getLong(4)),
        """
        SELECT code,
          coalesce(study_uid, CASE WHEN contains(key, '/') THEN split_part(key, '/', 1) ELSE '' END)
            AS within,
          expected_because IS NOT NULL AS announced,
          count(*) AS findings
        FROM %s WHERE %s
        GROUP BY code, within, announced
        ORDER BY announced, findings DESC, code, within
        LIMIT %d
        """
            .formatted(manifest.rows(), OF_OWNER, Excerpts.MOST_GROUPS),
        owner == null,
        name(owner));
  }

  /** How often each attribute changed, in the order of their tags. */
  public List<AttributeChange> attributes(Manifest manifest) throws SQLException, IOException {
    try (Database database = open(manifest)) {
      return database.rows(
          row ->
              new AttributeChange(
                  row.getString(1),
                  row.getString(2),
                  row.getLong(3),
                  row.getLong(4),
                  row.getLong(5),
                  row.getLong(6)),
          """
          SELECT left(change, 11) AS attribute,
            coalesce(min(change[13:14]) FILTER (change[13:14] <> 'UN'), 'UN'),
            count(DISTINCT key) FILTER (suffix(change, ' changed')),
            count(DISTINCT key) FILTER (suffix(change, ' added')),
            count(DISTINCT key) FILTER (suffix(change, ' removed')),
            count(DISTINCT key)
          FROM (SELECT key, unnest(string_split(changed_attributes, ', ')) AS change FROM %s)
          GROUP BY attribute ORDER BY attribute
          """
              .formatted(manifest.rows()));
    }
  }

  /**
   * Verdict for each owner of an entry or of a finding.
   *
   * @throws IOException if the findings are not those of these two inventories
   */
  public SortedMap<OwnerKey, Verdict> verdictByOwner(
      Manifest before, Manifest after, Manifest findings) throws SQLException, IOException {
    SortedMap<OwnerKey, Verdict> verdicts = new TreeMap<>();
    try (Database database = open(findings)) {
      if (!findings.metadata(database, "before").equals(before.digest().hex())
          || !findings.metadata(database, "after").equals(after.digest().hex())) {
        throw new IOException(
            "findings '%s': are not of inventories '%s' and '%s'; give the two they name"
                .formatted(findings.digest(), before.digest(), after.digest()));
      }
      Verdict common =
          Verdict.worst(Stream.concat(Stream.of(Verdict.PASSED), common(database, findings)));
      compared(database, before, after, findings)
          .forEach(
              (owner, count) ->
                  verdicts.put(
                      owner, worse(common, count > 0 ? Verdict.PASSED : Verdict.INDETERMINATE)));
      database.rows(
          row ->
              verdicts.merge(
                  new OwnerKey(row.getString(1)),
                  worse(common, FindingCode.valueOf(row.getString(2)).verdict()),
                  FindingsReader::worse),
          "SELECT DISTINCT owner, code FROM %s WHERE expected_because IS NULL"
              .formatted(findings.rows()));
    }
    return verdicts;
  }

  private static Stream<Verdict> common(Database database, Manifest findings) throws SQLException {
    return database
        .rows(
            row -> FindingCode.valueOf(row.getString(1)).verdict(),
            "SELECT DISTINCT code FROM %s WHERE concerns_all".formatted(findings.rows()))
        .stream();
  }

  /** Equal entries of each owner, count; owners of the second inventory only have none. */
  private static Map<OwnerKey, Long> compared(
      Database database, Manifest before, Manifest after, Manifest findings) throws SQLException {
    Map<OwnerKey, Long> counts = new TreeMap<>();
    database.run("CREATE TEMP VIEW found AS SELECT key FROM " + findings.rows());
    database.rows(
        row -> counts.put(new OwnerKey(row.getString(1)), row.getLong(2)),
        """
        SELECT owner, max(equal) FROM (
          SELECT owner, count(*) FILTER (
            coalesce(%1$s, key) NOT IN (SELECT key FROM found)
            AND key NOT IN (SELECT key FROM %4$s WHERE %2$s IN (SELECT key FROM found))) AS equal
          FROM %3$s GROUP BY owner
          UNION ALL SELECT DISTINCT owner, 0 FROM %4$s)
        GROUP BY owner
        """
            .formatted(
                ShownKeys.column(database, before),
                ShownKeys.column(database, after),
                before.rows(),
                after.rows()));
    return counts;
  }

  private static Verdict worse(Verdict one, Verdict other) {
    return Verdict.worst(Stream.of(one, other));
  }

  private Database open(Manifest manifest) throws SQLException, IOException {
    Database database = Database.inMemory(folder, List.of(), MEMORY_MEGABYTES);
    try {
      requireFindings(database, manifest);
      return database;
    } catch (IOException e) {
      database.close();
      throw e;
    }
  }

  /**
   * Refuses what holds no findings.
   *
   * @throws IOException if the file is no findings manifest in a format known here
   */
  public static void requireFindings(Database database, Manifest manifest) throws IOException {
    if (!manifest.metadata(database, "format").equals(FORMAT)) {
      throw new IOException(
          "manifest '%s': holds no findings in a format known here; give one that a comparison"
                  .formatted(manifest.digest())
              + " wrote");
    }
  }

  private static String name(@Nullable OwnerKey owner) {
    return owner == null ? "" : owner.value();
  }

  private static Finding finding(ResultSet row) throws SQLException {
    return new Finding(
        FindingCode.valueOf(row.getString("code")),
        row.getString("key"),
        new OwnerKey(row.getString("owner")),
        row.getString("study_uid"),
        row.getString("series_uid"),
        row.getString("sop_uid"),
        digest(row.getBytes("before_digest")),
        digest(row.getBytes("after_digest")),
        row.getString("detail"),
        row.getString("expected_because"));
  }

  private static @Nullable ContentDigest digest(byte @Nullable [] bytes) {
    return bytes == null ? null : ContentDigest.of(bytes);
  }
}
