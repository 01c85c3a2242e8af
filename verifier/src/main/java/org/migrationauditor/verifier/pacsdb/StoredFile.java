package org.migrationauditor.verifier.pacsdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.verifier.disk.FileName;
import org.migrationauditor.verifier.inventory.EntryState;
import org.migrationauditor.verifier.inventory.Recorded;

/**
 * What a row of {@code location} or {@code metadata} says of a file. Its attributes are {@code
 * storage}, {@code path} (as in keys of a disk; the entry of a TAR after {@code !}), {@code
 * location-status} unless that is OK, {@code unchecked-digest} of an algorithm that its length does
 * not tell, and whatever the entry adds.
 *
 * @param bytes of the whole file
 * @param digest null when none was recorded, or one that cannot be told from its length
 */
record StoredFile(
    long pk,
    String storage,
    String path,
    long bytes,
    @Nullable String digest,
    LocationStatus status,
    SortedMap<String, String> attributes) {
  /** The file of a row; null when its columns are, as an outer join leaves them. */
  static @Nullable StoredFile of(ResultSet row) throws SQLException {
    long pk = row.getLong("pk");
    if (row.wasNull()) {
      return null;
    }
    SortedMap<String, String> attributes = new TreeMap<>();
    String storage = text(row, "storage_id");
    String path = FileName.text(text(row, "storage_path").getBytes(UTF_8));
    LocationStatus status = LocationStatus.of(row.getInt("status"));
    attributes.put("storage", storage);
    attributes.put("path", path);
    if (!status.ok()) {
      attributes.put("location-status", status.name());
    }
    String hex = text(row, "digest");
    @Nullable String digest = Recorded.digestOf(hex);
    if (digest == null && !hex.isEmpty()) {
      attributes.put("unchecked-digest", hex.toLowerCase(Locale.ROOT));
    }
    return new StoredFile(
        pk, storage, path, row.getLong("object_size"), digest, status, attributes);
  }

  private static String text(ResultSet row, String column) throws SQLException {
    @Nullable String text = row.getString(column);
    return text == null ? "" : text;
  }

  /** Key of the entry: two rows that claim one path have two. */
  String key(String table) {
    return "%s/%s#%s-%d".formatted(storage, path, table, pk);
  }

  Recorded recorded(EntryState state) {
    return new Recorded(state, digest, attributes);
  }

  /** What the archive itself found wrong with the file, in one clause; empty when nothing. */
  String problem() {
    return status.ok() || status.orphaned()
        ? ""
        : "the archive itself has marked it " + status.name();
  }
}
