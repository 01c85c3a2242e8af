package org.migrationauditor.verifier.export;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.inventory.Share;
import org.migrationauditor.verifier.compare.FindingsReader;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.digest.Sha256;
import org.migrationauditor.verifier.manifest.Database;
import org.migrationauditor.verifier.manifest.InventoryReader;
import org.migrationauditor.verifier.manifest.Manifest;
import org.migrationauditor.verifier.manifest.ShownKeys;

/**
 * Divides a manifest among the owners of its rows, in memory that depends on the number of owners
 * alone.
 */
public final class Shares {
  private static final int MEMORY_MEGABYTES = 512;

  /** More owners than anybody would be shown their share of. */
  private static final int MOST_OWNERS = 100_000;

  private static final String EVERYONE = "";

  private final Path folder;
  private final PseudonymKey key;

  /**
   * @param folder of this installation's manifests
   */
  public Shares(Path folder, PseudonymKey key) {
    this.folder = folder;
    this.key = key;
  }

  /** Takes one row of a share. */
  @FunctionalInterface
  public interface LineTaker {
    /**
     * The next row.
     *
     * @param owner null where it may concern any
     * @param line with its line feed; of use until the call returns
     * @param length of it, bytes
     */
    void take(@Nullable OwnerKey owner, byte[] line, int length) throws IOException;
  }

  private static final class Sum {
    private final MessageDigest sha256 = Sha256.start();
    private long rows;

    void add(byte[] line, int length) {
      sha256.update(line, 0, length);
      rows++;
    }
  }

  /**
   * Adds up every share.
   *
   * @return in the order of the owners' names; empty when there are too many
   * @throws IOException if it is no manifest in a format known here
   */
  public Optional<List<Share>> of(Manifest manifest) throws IOException, SQLException {
    try (Database database = Database.streaming(folder, List.of(), MEMORY_MEGABYTES)) {
      String owner = owner(database, manifest);
      long owners =
          database.number("SELECT count(DISTINCT %s) FROM %s".formatted(owner, manifest.rows()));
      if (owners > MOST_OWNERS) {
        return Optional.empty();
      }
      Map<String, Sum> sums = new TreeMap<>();
      CanonicalRow row = new CanonicalRow();
      database.each(
          answer ->
              sums.computeIfAbsent(row.read(answer), name -> new Sum())
                  .add(row.bytes(), row.length()),
          "SELECT %s, * FROM %s".formatted(owner, ShownKeys.rows(database, manifest)));
      return Optional.of(
          sums.entrySet().stream().map(sum -> share(sum.getKey(), sum.getValue())).toList());
    }
  }

  private Share share(String owner, Sum sum) {
    boolean everyone = owner.equals(EVERYONE);
    return new Share(
        everyone ? null : new OwnerKey(owner),
        everyone ? Share.EVERYONE : key.ownerKey(owner),
        sum.rows,
        Sha256.finish(sum.sha256));
  }

  /**
   * Gives every row away, all of one share after another and those of a share in the manifest's
   * order.
   *
   * @param only null for all; else the rows of this owner, and those that may concern any
   */
  public void each(Manifest manifest, @Nullable OwnerKey only, LineTaker taker)
      throws IOException, SQLException {
    try (Database database = Database.streaming(folder, List.of(), MEMORY_MEGABYTES)) {
      String owner = owner(database, manifest);
      String chosen =
          only == null
              ? ""
              : "WHERE %s IN ('', %s)".formatted(owner, Database.quoted(only.value()));
      CanonicalRow row = new CanonicalRow();
      database.each(
          answer -> {
            String of = row.read(answer);
            taker.take(of.equals(EVERYONE) ? null : new OwnerKey(of), row.bytes(), row.length());
          },
          """
          SELECT %s AS of_owner, * EXCLUDE (file_row_number)
          FROM %s %s ORDER BY of_owner, file_row_number
          """
              .formatted(owner, ShownKeys.numbered(database, manifest), chosen));
    }
  }

  /**
   * Which of some texts are keys or UIDs of entries of an inventory that belong to other owners.
   */
  public Set<String> keysOfOthers(Manifest manifest, OwnerKey owner, Set<String> texts)
      throws IOException, SQLException {
    try (Database database = Database.inMemory(folder, List.of(), MEMORY_MEGABYTES)) {
      InventoryReader.view(database, manifest);
      database.run("CREATE TABLE piece (text VARCHAR NOT NULL)");
      try (DuckDBAppender pieces = database.appender("piece")) {
        for (String text : texts) {
          pieces.beginRow();
          pieces.append(text);
          pieces.endRow();
        }
      }
      return Set.copyOf(
          database.rows(
              row -> row.getString(1),
              """
              SELECT DISTINCT name FROM (
                SELECT unnest([key, %s, study_uid, series_uid, sop_uid]) AS name FROM %s
                WHERE owner NOT IN (?, 'unassigned', 'platform')
                  AND kind NOT IN ('DIRECTORY', 'BUCKET'))
              WHERE name IN (SELECT text FROM piece)
              """
                  .formatted(ShownKeys.column(database, manifest), manifest.rows()),
              owner.value()));
    }
  }

  /** SQL: whose a row is; empty where it may concern any owner. */
  private static String owner(Database database, Manifest manifest) throws IOException {
    if (Objects.equals(manifest.metadata(database, "format"), FindingsReader.FORMAT)) {
      return "CASE WHEN concerns_all THEN '' ELSE owner END";
    }
    InventoryReader.view(database, manifest);
    return "owner";
  }
}
