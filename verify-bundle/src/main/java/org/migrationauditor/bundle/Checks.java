package org.migrationauditor.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.migrationauditor.messages.Verdict;

/** Collects what is checked; of a bundle that is wrong all over, the first thousand. */
final class Checks {
  private static final int MOST = 1_000;

  private final List<Check> all = new ArrayList<>();
  private Verdict verdict = Verdict.PASSED;
  private long failed;
  private long more;

  void passed(String what, String sentence) {
    add(what, Standing.PASSED, sentence);
  }

  void failed(String what, String sentence) {
    failed++;
    add(what, Standing.FAILED, sentence);
  }

  void notChecked(String what, String sentence) {
    add(what, Standing.NOT_CHECKED, sentence);
  }

  void withheld(String what, String sentence) {
    add(what, Standing.WITHHELD, sentence);
  }

  /** So far, count; tells whether a part brought any. */
  long failures() {
    return failed;
  }

  BundleVerdict verdict() {
    return new BundleVerdict(all.isEmpty() ? Verdict.INDETERMINATE : verdict, all, more);
  }

  private void add(String what, Standing standing, String sentence) {
    verdict = Verdict.worst(Stream.of(verdict, standing.verdict()));
    if (all.size() < MOST) {
      all.add(new Check(what, standing, sentence));
    } else {
      more++;
    }
  }
}
