package org.migrationauditor.verifier.inventory;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an archive recorded of an entry beside its bytes. All of it is a claim.
 *
 * @param digest that the archive recorded, as {@code <algorithm>:<lower-case hex>} such as {@code
 *     md5:d41d8cd98f00b204e9800998ecf8427e}; null when it recorded none
 * @param attributes by name, such as {@code content-type}, {@code etag}, {@code tag.colour}, {@code
 *     mode}; a value that may identify a person is a keyed digest
 */
public record Recorded(
    EntryState state, @Nullable String digest, SortedMap<String, String> attributes) {
  /** An archive that records nothing. */
  public static final Recorded NOTHING =
      new Recorded(EntryState.PRESENT, null, Collections.emptySortedMap());

  private static final Map<Integer, String> ALGORITHM_BY_LENGTH =
      Map.of(32, "md5", 40, "sha1", 64, "sha256");
  private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]+");

  public Recorded {
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
  }

  /**
   * A digest that an archive recorded without its algorithm, which its length tells: MD5, SHA-1 or
   * SHA-256.
   *
   * @return null when it is none of these in hex
   */
  public static @Nullable String digestOf(String hex) {
    @Nullable String algorithm = ALGORITHM_BY_LENGTH.get(hex.length());
    return algorithm == null || !HEX.matcher(hex).matches()
        ? null
        : algorithm + ":" + hex.toLowerCase(Locale.ROOT);
  }
}
