package org.migrationauditor.verifier.quality;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.compare.FindingsReader;
import org.migrationauditor.verifier.manifest.Database;
import org.migrationauditor.verifier.manifest.InventoryReader;
import org.migrationauditor.verifier.manifest.Manifest;
import org.migrationauditor.verifier.manifest.ShownKeys;

/** Examines the content of one inventory, in SQL. */
public final class Examination {
  private static final int MEMORY_MEGABYTES = 1536;

  private final Path folder;

  public Examination(Path folder) {
    this.folder = folder;
  }

  /**
   * Examines an inventory and writes the findings' manifest.
   *
   * @param limit of the tallies of each facet, count
   * @throws IOException if the file is no inventory
   */
  public ContentQuality examine(Manifest inventory, int limit) throws SQLException, IOException {
    Path place = Objects.requireNonNull(inventory.file().toAbsolutePath().getParent());
    try (Database database = Database.inMemory(folder, List.of(place), MEMORY_MEGABYTES)) {
      View view = InventoryReader.view(database, inventory);
      database.run(
          "CREATE TEMP VIEW entry AS SELECT * FROM " + ShownKeys.rows(database, inventory));
      Remarks.find(database, view);
      Conflicts.find(database);
      List<Referring> references = ReferenceCheck.find(database);
      List<Remarked> remarks = remarks(database);
      return new ContentQuality(
          view,
          inventory.digest(),
          Verdict.worst(
              Stream.concat(
                  Stream.of(Verdict.PASSED), remarks.stream().map(r -> r.code().verdict()))),
          InventoryReader.counts(database, inventory),
          values(database),
          tallies(database, limit),
          references,
          remarks,
          findings(database, inventory).digest());
    }
  }

  private static List<Remarked> remarks(Database database) throws SQLException {
    return database.rows(
        row -> new Remarked(FindingCode.valueOf(row.getString(1)), row.getLong(2), row.getLong(3)),
        """
        SELECT code, count(*), sum(entries)::BIGINT FROM finding
        GROUP BY code ORDER BY 3 DESC, 2 DESC, code
        """);
  }

  private static Map<Facet, Long> values(Database database) throws SQLException {
    Map<Facet, Long> values = new EnumMap<>(Facet.class);
    for (Facet facet : Facet.values()) {
      values.put(
          facet,
          database.number(
              "SELECT count(DISTINCT coalesce(CAST(%s AS VARCHAR), '')) FROM counted WHERE %s"
                  .formatted(facet.column(), known(facet))));
    }
    return values;
  }

  private static List<Tally> tallies(Database database, int limit) throws SQLException {
    List<Tally> tallies = new ArrayList<>();
    for (Facet facet : Facet.values()) {
      tallies.addAll(
          database.rows(
              row ->
                  new Tally(
                      facet,
                      row.getString(1),
                      facet.nameOf(row.getString(1)),
                      row.getLong(2),
                      row.getLong(3),
                      row.getLong(4),
                      row.getLong(5),
                      row.getLong(6)),
              """
              SELECT coalesce(CAST(%s AS VARCHAR), '') AS value, count(DISTINCT patient),
                count(DISTINCT study_uid), count(DISTINCT series_uid),
                count(*) FILTER (kind = 'INSTANCE'), coalesce(sum(bytes), 0)::BIGINT
              FROM counted WHERE %s
              GROUP BY value ORDER BY count(*) DESC, value LIMIT ?
              """
                  .formatted(facet.column(), known(facet)),
              limit));
    }
    return tallies;
  }

  /** What only a file tells is not counted where none was read. */
  private static String known(Facet facet) {
    return switch (facet) {
      case STUDY_YEAR, INSTITUTION, SOURCE_AET -> "structure IS NOT NULL";
      case MODALITY, SOP_CLASS, TRANSFER_SYNTAX, OWNER -> "true";
    };
  }

  private Manifest findings(Database database, Manifest inventory)
      throws SQLException, IOException {
    Path file =
        Manifest.export(
            database,
            FindingsReader.rows("concerns_all"),
            Map.of("format", FindingsReader.FORMAT, "inventory", inventory.digest().hex()));
    return Manifest.keep(file, folder);
  }
}
