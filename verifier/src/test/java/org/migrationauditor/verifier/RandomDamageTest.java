package org.migrationauditor.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.Trial.Outcome;
import org.migrationauditor.verifier.inventory.Shell;

/** Whatever damage is mixed, what is found is what a model in memory says. */
final class RandomDamageTest {
  private static final Comparator<String> UTF_8_ORDER =
      (one, other) -> Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
  private static final String[] NAMES = {
    "a", "a b", "a.b", "a0", "\u00e9", "e\u0301", "\ufffd", "\ud83d\ude00", "%", "'", "\n"
  };

  @Property(tries = 12)
  void findsExactlyTheDamage(@ForAll long seed, @ForAll @IntRange(max = 12) int damages)
      throws Exception {
    Random random = new Random(seed);
    Map<String, byte[]> before = archive(random);
    Map<String, byte[]> after = new TreeMap<>(before);
    for (int i = 0; i < damages; i++) {
      damage(after, random);
    }

    Path dir = Files.createTempDirectory("damage");
    try {
      Trial trial = new Trial(dir, View.FILES);
      write(trial.before, before);
      write(trial.after, after);
      if (random.nextBoolean()) { // a folder may stay when its last file goes
        try (var folders = Files.walk(trial.before)) {
          for (Path folder : folders.filter(Files::isDirectory).toList()) {
            Files.createDirectories(trial.after.resolve(trial.before.relativize(folder)));
          }
        }
      }

      Outcome outcome = trial.compare();

      assertThat(outcome.coded()).isEqualTo(expected(before, after));
      assertThat(outcome.summary().compared())
          .isEqualTo(before.keySet().stream().filter(key -> same(before, after, key)).count());
      assertThat(outcome.summary().verdict())
          .isEqualTo(outcome.coded().isEmpty() ? Verdict.PASSED : Verdict.FAILED);
    } finally {
      Shell.in(dir, "rm -r old new manifests");
      Files.delete(dir);
    }
  }

  /** Files of different contents; names of folders end in {@code .d}, so that none is both. */
  private static Map<String, byte[]> archive(Random random) {
    Map<String, byte[]> files = new TreeMap<>();
    for (int i = 0; i < 30; i++) {
      files.put(key(random), content(random));
    }
    return files;
  }

  private static void damage(Map<String, byte[]> files, Random random) {
    var entries = List.copyOf(files.entrySet());
    var picked = entries.get(random.nextInt(entries.size()));
    String key = picked.getKey();
    byte[] content = picked.getValue().clone();
    switch (random.nextInt(6)) {
      case 0 -> {
        content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
        files.put(key, content);
      }
      case 1 -> files.remove(key);
      case 2 -> files.putIfAbsent(key(random), content(random));
      case 3 -> files.put(key, Arrays.copyOf(content, 1 + random.nextInt(content.length)));
      case 4 -> files.put(key, Arrays.copyOf(content, content.length + 1));
      default -> {
        var other = entries.get(random.nextInt(entries.size()));
        files.put(key, other.getValue());
        files.put(other.getKey(), content);
      }
    }
  }

  private static List<String> expected(Map<String, byte[]> before, Map<String, byte[]> after) {
    TreeSet<String> keys = new TreeSet<>(UTF_8_ORDER);
    keys.addAll(before.keySet());
    keys.addAll(after.keySet());
    List<String> coded = new ArrayList<>();
    for (String key : keys) {
      if (!after.containsKey(key)) {
        coded.add("MISSING " + key);
      } else if (!before.containsKey(key)) {
        coded.add("EXTRA " + key);
      } else if (!same(before, after, key)) {
        boolean shorter = after.get(key).length < before.get(key).length;
        coded.add(
            (shorter && !swapped(before, after, key) ? "TRUNCATED " : "DIGEST_MISMATCH ") + key);
      }
    }
    return coded;
  }

  private static boolean swapped(
      Map<String, byte[]> before, Map<String, byte[]> after, String key) {
    return before.keySet().stream()
        .filter(after::containsKey)
        .anyMatch(
            other ->
                Arrays.equals(before.get(other), after.get(key))
                    && Arrays.equals(after.get(other), before.get(key)));
  }

  private static boolean same(Map<String, byte[]> before, Map<String, byte[]> after, String key) {
    return after.containsKey(key) && Arrays.equals(before.get(key), after.get(key));
  }

  private static String key(Random random) {
    StringBuilder key = new StringBuilder();
    for (int i = random.nextInt(3); i > 0; i--) {
      key.append(name(random)).append(".d/");
    }
    return key.append(name(random)).toString();
  }

  private static String name(Random random) {
    return NAMES[random.nextInt(NAMES.length)];
  }

  private static byte[] content(Random random) {
    byte[] content = new byte[8 + random.nextInt(30)];
    random.nextBytes(content);
    return content;
  }

  private static void write(Path root, Map<String, byte[]> files) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
      Files.setLastModifiedTime(path, FileTime.from(Instant.EPOCH));
    }
  }
}
