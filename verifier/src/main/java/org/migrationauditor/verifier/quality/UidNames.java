package org.migrationauditor.verifier.quality;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What SOP classes and transfer syntaxes are called (PS3.6 A). */
final class UidNames {
  private static final Map<String, String> NAMES = read();

  private UidNames() {}

  /** Name of a UID; empty when it is not known here. */
  static String of(String uid) {
    return NAMES.getOrDefault(uid, "");
  }

  /** All that are known. */
  static Map<String, String> all() {
    return NAMES;
  }

  private static Map<String, String> read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(UidNames.class.getResourceAsStream("uid-names.txt")),
                UTF_8))) {
      return lines
          .lines()
          .map(line -> line.split(" ", 2))
          .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
