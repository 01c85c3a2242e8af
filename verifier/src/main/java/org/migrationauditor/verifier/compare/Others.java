package org.migrationauditor.verifier.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.migrationauditor.verifier.manifest.Database;
import org.migrationauditor.verifier.manifest.Manifest;
import org.migrationauditor.verifier.manifest.ShownKeys;

/**
 * Entries of an inventory beside those that were named.
 *
 * @param count how many
 * @param first least key of them as it may be shown; empty when there is none
 */
public record Others(long count, String first) {
  private static final int MEMORY_MEGABYTES = 1024;

  /**
   * Looks for them in a manifest.
   *
   * @param folder of manifests
   * @param only keys of what is not meant, as an announced change has them
   */
  public static Others in(Path folder, Manifest manifest, List<String> only)
      throws SQLException, IOException {
    List<Object> parameters = new ArrayList<>();
    String named =
        only.stream()
            .map(
                key ->
                    "coalesce(%s, false)".formatted(Expectations.matches(key, "key", parameters)))
            .collect(Collectors.joining(" OR "));
    try (Database database = Database.inMemory(folder, List.of(), MEMORY_MEGABYTES)) {
      return database.row(
          row -> new Others(row.getLong(1), row.getString(2)),
          """
          SELECT count(*), coalesce(first(coalesce(%s, key) ORDER BY key), '') FROM %s
          WHERE kind NOT IN ('BUCKET', 'SYSTEM', 'DIRECTORY') AND NOT (%s)
          """
              .formatted(ShownKeys.column(database, manifest), manifest.rows(), named),
          parameters.toArray());
    }
  }
}
