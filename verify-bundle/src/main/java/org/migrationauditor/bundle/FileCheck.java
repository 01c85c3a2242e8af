package org.migrationauditor.bundle;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.migrationauditor.evidence.bundle.BundleFiles;
import org.migrationauditor.evidence.bundle.BundleInfo;
import org.migrationauditor.evidence.bundle.BundleInfo.Absent;
import org.migrationauditor.evidence.bundle.BundleInfo.Why;
import org.migrationauditor.evidence.bundle.BundledEvent;
import org.migrationauditor.evidence.bundle.BundledEvent.NamedFile;

/** That each file an event names is the one contained, and none is contained beside them. */
final class FileCheck {
  private static final String WHAT = "files";

  private final Bag bag;
  private final BundleInfo info;
  private final Checks checks;
  private final Map<String, Why> absent;
  private final Set<String> explained =
      new TreeSet<>(
          Set.of(
              BundleFiles.INFO,
              BundleFiles.EVENTS,
              BundleFiles.PROOFS,
              BundleFiles.HEAD,
              BundleFiles.HEADS,
              BundleFiles.KEY));

  FileCheck(Bag bag, BundleInfo info, Checks checks) {
    this.bag = bag;
    this.info = info;
    this.checks = checks;
    this.absent =
        info.absent().stream()
            .collect(Collectors.toMap(Absent::path, Absent::why, (one, other) -> one));
  }

  /** Why a file is not contained; failing as unlisted when the bundle does not say. */
  Map<String, Why> absent() {
    return absent;
  }

  /** Says that a file belongs to the bundle. */
  void explain(String path) {
    explained.add(path);
  }

  void check(List<BundledEvent> events) {
    long before = checks.failures();
    Set<String> contained = new TreeSet<>();
    Set<String> withheld = new TreeSet<>();
    for (BundledEvent event : events) {
      for (NamedFile file : event.files()) {
        BagFile found = bag.file(file.path());
        explained.add(file.path());
        if (found == null) {
          missing(event, file, withheld);
        } else if (found.digest().equals(file.digest())) {
          contained.add(file.path());
        } else {
          checks.failed(
              WHAT,
              "event %d names '%s' with SHA-256 %s; contained is %s"
                  .formatted(event.sequence(), file.path(), file.digest(), found.digest()));
        }
      }
    }
    if (!withheld.isEmpty()) {
      checks.withheld(
          WHAT,
          "%d that may speak of others are not here: %s"
              .formatted(withheld.size(), some(withheld)));
    }
    if (checks.failures() == before) {
      checks.passed(
          WHAT,
          "%d that events name, each with the SHA-256 of its event".formatted(contained.size()));
    }
  }

  private void missing(BundledEvent event, NamedFile file, Set<String> withheld) {
    Why why = absent.get(file.path());
    boolean mayBeWithheld = info.owner() != null && file.kind() != NamedFile.Kind.REPORT;
    if (why == null) {
      checks.failed(
          WHAT,
          "event %d names '%s', which is neither contained nor listed as missing"
              .formatted(event.sequence(), file.path()));
    } else if (why == Why.WITHHELD && mayBeWithheld) {
      withheld.add(file.path());
    } else {
      checks.notChecked(
          WHAT,
          "event %d names '%s', which is not contained: %s"
              .formatted(
                  event.sequence(),
                  file.path(),
                  why == Why.CHANGED ? "another file was in its place" : "it was missing"));
    }
  }

  private static String some(Set<String> paths) {
    String first = paths.stream().limit(3).collect(Collectors.joining(", "));
    return paths.size() > 3 ? first + " and more" : first;
  }

  /** Files that nothing accounts for; to be asked last. */
  void strangers() {
    for (String path : bag.payload()) {
      if (!explained.contains(path)) {
        checks.failed(WHAT, "'%s' is named by no event".formatted(path));
      }
    }
  }
}
