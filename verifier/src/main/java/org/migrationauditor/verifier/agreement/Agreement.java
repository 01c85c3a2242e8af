package org.migrationauditor.verifier.agreement;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.compare.FindingsReader;
import org.migrationauditor.verifier.manifest.Database;
import org.migrationauditor.verifier.manifest.Manifest;
import org.migrationauditor.verifier.manifest.ShownKeys;

/**
 * Holds manifests of different views of one PACS against each other, each pair both ways, in SQL;
 * and thumbnails in an object store against its series.
 */
public final class Agreement {
  private static final int MEMORY_MEGABYTES = 1536;

  private final Path folder;

  public Agreement(Path folder) {
    this.folder = folder;
  }

  /**
   * How views agree.
   *
   * @param agreed things of one view that are the same in another, count over all pairs
   * @param findings count per code
   * @param manifest of the findings, in the format of a comparison's
   */
  public record Result(
      Verdict verdict, long agreed, Map<FindingCode, Long> findings, Manifest manifest) {}

  /**
   * Holds views against each other and writes the findings' manifest.
   *
   * @param manifests two or more, each of another view of a PACS, of its metadata index, or of its
   *     object store
   * @param rootName name of the folder the disk's inventory was taken of: the id of a storage when
   *     the folder is that storage's own
   * @throws IOException if a file is no inventory, or they are not as described
   */
  public Result agree(List<Manifest> manifests, String rootName) throws SQLException, IOException {
    List<Path> folders =
        manifests.stream().map(side -> side.file().toAbsolutePath().getParent()).toList();
    try (Database work = Database.inMemory(folder, folders, MEMORY_MEGABYTES)) {
      Sides sides = Sides.of(work, manifests);
      sides.open(work);
      Records.gather(work, sides, rootName);
      RowAgreement.find(work, sides);
      long agreed =
          InstanceAgreement.find(work, sides)
              + SeriesAgreement.find(work, sides)
              + ThumbnailAgreement.find(work, sides);
      if (sides.has(View.DICOM_FILES)) {
        agreed += FileAgreement.find(work, sides.has(View.PACS_DATABASE));
      }
      work.run(
          """
          INSERT INTO finding
          SELECT 'EMPTY', './', 'unassigned', NULL, NULL, NULL, 'no view holds an instance or a series'
          WHERE NOT EXISTS (SELECT 1 FROM (%s) WHERE kind IN ('INSTANCE', 'SERIES'))
          """
              .formatted(sides.union()));
      return result(work, sides, agreed);
    }
  }

  private Result result(Database work, Sides sides, long agreed) throws SQLException, IOException {
    for (Manifest manifest : sides.manifests().values()) {
      work.run(
          "UPDATE finding SET key = m.shown FROM (SELECT key, %s AS shown FROM %s) m WHERE m.key = finding.key AND m.shown IS NOT NULL"
              .formatted(ShownKeys.column(work, manifest), manifest.rows()));
    }
    Map<FindingCode, Long> findings = new EnumMap<>(FindingCode.class);
    work.rows(
        row -> findings.put(FindingCode.valueOf(row.getString(1)), row.getLong(2)),
        "SELECT code, count(*) FROM finding GROUP BY code");
    Map<String, String> metadata = new TreeMap<>();
    metadata.put("format", FindingsReader.FORMAT);
    sides
        .manifests()
        .forEach((view, manifest) -> metadata.put(Sides.name(view), manifest.digest().hex()));
    Path file = Manifest.export(work, FindingsReader.rows("owner = 'unassigned'"), metadata);
    Verdict checked = agreed > 0 ? Verdict.PASSED : Verdict.INDETERMINATE;
    Verdict verdict =
        Verdict.worst(
            Stream.concat(
                Stream.of(checked), findings.keySet().stream().map(FindingCode::verdict)));
    return new Result(verdict, agreed, findings, Manifest.keep(file, folder));
  }
}
