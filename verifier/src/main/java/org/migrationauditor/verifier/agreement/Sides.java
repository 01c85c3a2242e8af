package org.migrationauditor.verifier.agreement;

import java.io.IOException;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.manifest.Database;
import org.migrationauditor.verifier.manifest.InventoryReader;
import org.migrationauditor.verifier.manifest.Manifest;

/**
 * The views that are held against each other, each a view of SQL: {@code disk}, {@code db}, {@code
 * idx}, {@code dicomweb} and {@code dimse}, and {@code store} for one of those of an object store.
 * One that is not there is empty.
 */
record Sides(Map<View, Manifest> manifests) {
  private static final Map<View, String> NAMES =
      Map.of(
          View.DICOM_FILES, "disk",
          View.PACS_DATABASE, "db",
          View.DICOMWEB, "dicomweb",
          View.DIMSE, "dimse",
          View.METADATA_INDEX, "idx",
          View.S3, "store",
          View.MINIO_FS, "store",
          View.MINIO_XL, "store");

  /** Value of an attribute, NULL without it; the escapes are those of the manifest. */
  private static final String ATTRIBUTE =
      """
      CREATE TEMP MACRO attribute(attributes, name) AS
        replace(replace(replace(
          nullif(regexp_extract(attributes, '(?:^|\\n)' || name || '=([^\\n]*)', 1), ''),
          '%0A', chr(10)), '%3D', '='), '%25', '%')
      """;

  private static final String FINDING =
      """
      CREATE TEMP TABLE finding (
        code VARCHAR NOT NULL, key VARCHAR NOT NULL, owner VARCHAR NOT NULL, study_uid VARCHAR,
        series_uid VARCHAR, sop_uid VARCHAR, detail VARCHAR NOT NULL)
      """;

  /**
   * Sorts manifests by their views.
   *
   * @throws IOException if there are not two, two are of one view, or one is of no PACS and no
   *     object store
   */
  static Sides of(Database database, List<Manifest> manifests) throws IOException {
    Map<View, Manifest> sides = new EnumMap<>(View.class);
    for (Manifest manifest : manifests) {
      View view = InventoryReader.view(database, manifest);
      if (!NAMES.containsKey(view)) {
        throw new IOException(
            "agreement: view %s is none of a PACS or its object store; give inventories of %s"
                .formatted(view, new EnumMap<>(NAMES).keySet()));
      }
      boolean taken = sides.keySet().stream().anyMatch(side -> name(side).equals(name(view)));
      if (sides.put(view, manifest) != null || taken) {
        throw new IOException(
            "agreement: two inventories are of what view %s shows; give one of each"
                .formatted(view));
      }
    }
    if (sides.size() < 2) {
      throw new IOException(
          "agreement: %d inventory given; give two or more, each of another view"
              .formatted(sides.size()));
    }
    return new Sides(sides);
  }

  /** Makes the views and the empty table {@code finding}. */
  void open(Database database) throws SQLException {
    database.run(ATTRIBUTE);
    database.run(FINDING);
    Manifest any = manifests.values().iterator().next();
    for (String name : Set.copyOf(NAMES.values())) {
      @Nullable Manifest manifest = named(name);
      database.run(
          "CREATE TEMP VIEW %s AS SELECT * REPLACE (lower(hex(digest)) AS digest) FROM %s WHERE %s"
              .formatted(name, (manifest == null ? any : manifest).rows(), manifest != null));
    }
    for (View view : manifests.keySet()) {
      database.run(
          """
          INSERT INTO finding
          SELECT 'UNREADABLE', key, owner, study_uid, series_uid, sop_uid, ? || ': ' || problem
          FROM %s WHERE NOT complete
          """
              .formatted(name(view)),
          words(view));
    }
  }

  private @Nullable Manifest named(String name) {
    return manifests.entrySet().stream()
        .filter(side -> name(side.getKey()).equals(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  boolean has(View view) {
    return manifests.containsKey(view);
  }

  /** Views that list instances over the network. */
  Set<View> web() {
    Set<View> web = EnumSet.of(View.DICOMWEB, View.DIMSE);
    web.retainAll(manifests.keySet());
    return web;
  }

  /** The view of an object store; null without one. */
  @Nullable View store() {
    return manifests.keySet().stream()
        .filter(view -> name(view).equals("store"))
        .findFirst()
        .orElse(null);
  }

  /** Views of the PACS and its index. */
  List<View> pacs() {
    return manifests.keySet().stream().filter(view -> !name(view).equals("store")).toList();
  }

  static String name(View view) {
    return Objects.requireNonNull(NAMES.get(view));
  }

  /** A view as sentences name it. */
  static String words(View view) {
    return switch (view) {
      case DICOM_FILES -> "disk";
      case PACS_DATABASE -> "database";
      case DICOMWEB -> "QIDO-RS";
      case DIMSE -> "C-FIND";
      case S3, MINIO_FS, MINIO_XL -> "object store";
      default -> "metadata index";
    };
  }

  /** Kinds of all entries, as a query. */
  String union() {
    return manifests.keySet().stream()
        .map(view -> "SELECT kind FROM " + name(view))
        .collect(Collectors.joining(" UNION ALL "));
  }
}
