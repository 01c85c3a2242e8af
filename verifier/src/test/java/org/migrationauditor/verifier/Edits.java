package org.migrationauditor.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.Trial.Outcome;
import org.migrationauditor.verifier.inventory.Shell;

/**
 * Two copies of one archive, of which the second is edited, and what the edits themselves say will
 * be found. Each edit has files of its own, so that what it says holds whatever the others do.
 */
final class Edits {
  final Random random;
  final Map<String, byte[]> before = new TreeMap<>();
  final Map<String, byte[]> after = new TreeMap<>();
  final TreeSet<String> expected = new TreeSet<>();
  private final List<String> untouched = new ArrayList<>();
  private int number = 20;

  Edits(long seed) {
    random = new Random(seed);
  }

  void copied(String key, byte[] content) {
    before.put(key, content);
    after.put(key, content);
  }

  /** May be edited. */
  void offer(String key) {
    untouched.add(key);
  }

  /** A file that no edit has touched or will touch. */
  String take() {
    return untouched.remove(random.nextInt(untouched.size()));
  }

  boolean has(int files) {
    return untouched.size() >= files;
  }

  int unused() {
    return number++;
  }

  byte[] content(String key) {
    return Objects.requireNonNull(after.get(key), key).clone();
  }

  void move(String from, String to) {
    after.put(to, Objects.requireNonNull(after.remove(from), from));
  }

  void expect(FindingCode code, String... keys) {
    for (String key : keys) {
      expected.add(code + " " + key);
    }
  }

  void put(String key, byte[] content, FindingCode code) {
    after.put(key, content);
    expect(code, key);
  }

  void swap(String one, String other) {
    byte[] content = content(one);
    after.put(one, content(other));
    after.put(other, content);
    expect(FindingCode.DIGEST_MISMATCH, one, other);
  }

  /** Asks that a comparison finds what was expected, and nothing else. */
  void assertFound(View view) throws Exception {
    Path dir = Files.createTempDirectory("edits");
    try {
      Trial trial = new Trial(dir, view);
      write(trial.before, before);
      write(trial.after, after);

      Outcome outcome = trial.compare();

      assertThat(outcome.coded()).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(outcome.summary().verdict())
          .isEqualTo(expected.isEmpty() ? Verdict.PASSED : Verdict.FAILED);
    } finally {
      Shell.in(dir, "rm -r old new manifests");
      Files.delete(dir);
    }
  }

  private static void write(Path root, Map<String, byte[]> files) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }
}
