package org.migrationauditor.verifier.inventory;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
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

  public Recorded {
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
  }
}
