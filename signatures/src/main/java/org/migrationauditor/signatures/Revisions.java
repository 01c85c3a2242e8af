package org.migrationauditor.signatures;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.signatures.Cos.Dict;

/** How a file grew: its sections, and the document as it was after each. */
final class Revisions {
  private static final int LARGEST_HEARD = 256 << 20;

  private final List<Section> sections;
  private final List<Snapshot> snapshots = new ArrayList<>();

  private Revisions(List<Section> sections) {
    this.sections = sections;
    for (Section section : sections) {
      snapshots.add(snapshots.isEmpty() ? Snapshot.of(section) : snapshots.getLast().and(section));
    }
  }

  static Revisions of(byte[] pdf) throws CosException {
    return new Revisions(Sections.of(pdf));
  }

  /**
   * A form field that shows a signature.
   *
   * @param dictionary of the signature
   */
  record Shown(String field, Dict dictionary) {
    boolean documentStamp() {
      return dictionary.named("Type", "DocTimeStamp");
    }

    /** Whether it says that it is what a report holds (ETSI EN 319 142-1, 4.1 and 5.4.3). */
    boolean ofAReport() {
      return dictionary.named("Filter", "Adobe.PPKLite")
          && (documentStamp()
              ? dictionary.named("SubFilter", "ETSI.RFC3161")
              : dictionary.named("Type", "Sig")
                  && dictionary.named("SubFilter", "ETSI.CAdES.detached"));
    }
  }

  /** The one field that shows a signature; null if none does, or several, or its end is no end. */
  @Nullable Shown shown(SignedRange range) {
    Snapshot snapshot = after(range);
    List<Shown> found = new ArrayList<>();
    if (snapshot != null) {
      for (Dict field : snapshot.fields().values()) {
        Dict signature = snapshot.dict(field.get("V"));
        if (range.names(signature)) {
          found.add(new Shown(Snapshot.fieldName(field), signature));
        }
      }
    }
    return found.size() == 1 ? found.getFirst() : null;
  }

  /** Names of the form fields of the whole file. */
  Set<String> fieldNames() {
    return snapshots.getLast().fields().values().stream()
        .map(Snapshot::fieldName)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Number of fields that are signed in the document as the first signer left it. */
  int signedFields(SignedRange first) {
    Snapshot snapshot = after(first);
    return snapshot == null
        ? 0
        : (int) snapshot.fields().values().stream().filter(f -> f.get("V") != null).count();
  }

  private @Nullable Snapshot after(SignedRange range) {
    for (int i = 0; i < sections.size(); i++) {
      if (sections.get(i).end() == range.end()) {
        return snapshots.get(i);
      }
    }
    return null;
  }

  /**
   * What was changed after signing and may not be, by the place of the signature it came after.
   *
   * @param ranges of the signatures, the first made first
   */
  Map<Integer, List<String>> wrongs(List<SignedRange> ranges) {
    Map<Integer, List<String>> wrongs = new TreeMap<>();
    Budget budget = new Budget(LARGEST_HEARD);
    for (int i = 1; i < sections.size(); i++) {
      int end = sections.get(i).end();
      int signature = (int) ranges.stream().filter(range -> range.end() < end).count() - 1;
      if (signature >= 0) {
        SignedRange closing =
            ranges.stream().filter(range -> range.end() == end).findFirst().orElse(null);
        List<String> found =
            Increment.wrongs(snapshots.get(i - 1), sections.get(i), closing, budget);
        if (!found.isEmpty()) {
          wrongs.computeIfAbsent(signature, key -> new ArrayList<>()).addAll(found);
        }
      }
    }
    return wrongs;
  }
}
