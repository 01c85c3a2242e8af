package org.migrationauditor.verifier.postgres;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.migrationauditor.verifier.disk.FileName;

/** Keys of what is in a database: its kind, then its names from the outermost on. */
final class ObjectKey {
  private ObjectKey() {}

  static String of(String kind, String... names) {
    return of(kind, Arrays.asList(names));
  }

  /** A slash in a name stands as {@code \x2F}. */
  static String of(String kind, List<String> names) {
    return names.stream()
        .map(name -> FileName.escaped(name).replace("/", "\\x2F"))
        .collect(Collectors.joining("/", kind + "/", ""));
  }
}
