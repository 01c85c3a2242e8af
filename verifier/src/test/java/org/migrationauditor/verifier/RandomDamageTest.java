package org.migrationauditor.verifier;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
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

  /** A file, as far as it is compared. */
  private record Item(String content, int mode, int second) {
    Item holding(byte[] other) {
      return new Item(new String(other, ISO_8859_1), mode, second);
    }

    byte[] bytes() {
      return content.getBytes(ISO_8859_1);
    }
  }

  @Property(tries = 12)
  void findsExactlyTheDamage(@ForAll long seed, @ForAll @IntRange(max = 12) int damages)
      throws Exception {
    Random random = new Random(seed);
    Map<String, Item> before = archive(random);
    Map<String, Item> after = new TreeMap<>(before);
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
      long equal =
          before.entrySet().stream()
              .filter(entry -> entry.getValue().equals(after.get(entry.getKey())))
              .count();
      assertThat(outcome.summary().compared()).isEqualTo(equal);
      assertThat(equal + sides(outcome, "EXTRA", "DUPLICATED")).isEqualTo(before.size());
      assertThat(equal + sides(outcome, "MISSING")).isEqualTo(after.size());
      assertThat(outcome.summary().verdict())
          .isEqualTo(outcome.coded().isEmpty() ? Verdict.PASSED : Verdict.FAILED);
    } finally {
      Shell.in(dir, "rm -r old new manifests");
      Files.delete(dir);
    }
  }

  /** Findings with an entry on the side that certain codes have none on, count. */
  private static long sides(Outcome outcome, String... without) {
    return outcome.findings().stream()
        .filter(finding -> !List.of(without).contains(finding.code().name()))
        .count();
  }

  /** Files, some of one content; names of folders end in {@code .d}, so that none is both. */
  private static Map<String, Item> archive(Random random) {
    Map<String, Item> files = new TreeMap<>();
    for (int i = 0; i < 30; i++) {
      boolean alike = !files.isEmpty() && random.nextInt(3) == 0;
      List<Item> all = List.copyOf(files.values());
      files.put(key(random), alike ? all.get(random.nextInt(all.size())) : item(random));
    }
    return files;
  }

  private static void damage(Map<String, Item> files, Random random) {
    var entries = List.copyOf(files.entrySet());
    var picked = entries.get(random.nextInt(entries.size()));
    String key = picked.getKey();
    Item item = picked.getValue();
    byte[] content = item.bytes();
    switch (random.nextInt(11)) {
      case 0 -> {
        content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
        files.put(key, item.holding(content));
      }
      case 1 -> files.remove(key);
      case 2 -> files.putIfAbsent(key(random), item(random));
      case 3 ->
          files.put(key, item.holding(Arrays.copyOf(content, 1 + random.nextInt(content.length))));
      case 4 -> files.put(key, item.holding(Arrays.copyOf(content, content.length + 1)));
      case 5 -> {
        files.remove(key);
        files.put(key(random), item);
      }
      case 6 -> files.putIfAbsent(key(random), item);
      case 7 -> files.put(key, new Item(item.content, 0600, item.second));
      case 8 -> files.put(key, new Item(item.content, item.mode, item.second + 1));
      case 9 -> rename(files, key.substring(0, key.indexOf('/') + 1), name(random) + ".d/");
      default -> {
        var other = entries.get(random.nextInt(entries.size()));
        files.put(key, other.getValue());
        files.put(other.getKey(), item);
      }
    }
  }

  /** Puts all of a folder into another; all there is, if the folder has no name. */
  private static void rename(Map<String, Item> files, String folder, String other) {
    for (String key : List.copyOf(files.keySet())) {
      if (key.startsWith(folder)) {
        Item item = Objects.requireNonNull(files.remove(key));
        files.put(other + key.substring(folder.length()), item);
      }
    }
  }

  private static List<String> expected(Map<String, Item> before, Map<String, Item> after) {
    Map<String, String> coded = new TreeMap<>(UTF_8_ORDER);
    before.forEach((key, item) -> coded.put(key, code(key, before, after)));
    after.forEach((key, item) -> coded.put(key, code(key, before, after)));
    coded.values().removeIf(String::isEmpty);
    moves(before, after, coded);
    after.forEach(
        (key, item) -> {
          boolean twin =
              before.keySet().stream()
                  .anyMatch(o -> after.containsKey(o) && after.get(o).content.equals(item.content));
          if (twin) {
            coded.replace(key, "EXTRA", "DUPLICATED");
          }
        });
    return coded.entrySet().stream().map(one -> one.getValue() + " " + one.getKey()).toList();
  }

  private static String code(String key, Map<String, Item> before, Map<String, Item> after) {
    Item was = before.get(key);
    Item is = after.get(key);
    if (is == null) {
      return "MISSING";
    }
    if (was == null) {
      return "EXTRA";
    }
    if (was.content.equals(is.content)) {
      return was.equals(is) ? "" : "ATTRIBUTES_CHANGED";
    }
    boolean shorter = is.content.length() < was.content.length();
    return shorter && !swapped(before, after, key) ? "TRUNCATED" : "DIGEST_MISMATCH";
  }

  /** Each missing file with the first extra one of its bytes that no other has taken. */
  private static void moves(
      Map<String, Item> before, Map<String, Item> after, Map<String, String> coded) {
    for (String key : List.copyOf(coded.keySet())) {
      if (coded.getOrDefault(key, "").equals("MISSING")) {
        coded.keySet().stream()
            .filter(other -> "EXTRA".equals(coded.get(other)))
            .filter(other -> content(after, other).equals(content(before, key)))
            .findFirst()
            .ifPresent(
                other -> {
                  coded.put(key, "MOVED");
                  coded.remove(other);
                });
      }
    }
  }

  private static boolean swapped(Map<String, Item> before, Map<String, Item> after, String key) {
    return before.keySet().stream()
        .filter(after::containsKey)
        .anyMatch(
            other ->
                content(before, other).equals(content(after, key))
                    && content(after, other).equals(content(before, key)));
  }

  private static String content(Map<String, Item> files, String key) {
    return Objects.requireNonNull(files.get(key)).content;
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

  private static Item item(Random random) {
    byte[] content = new byte[8 + random.nextInt(30)];
    random.nextBytes(content);
    return new Item(new String(content, ISO_8859_1), 0640, 0);
  }

  private static void write(Path root, Map<String, Item> files) throws IOException {
    for (Map.Entry<String, Item> file : files.entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue().bytes());
      Files.setAttribute(path, "unix:mode", file.getValue().mode);
      Files.setLastModifiedTime(path, FileTime.from(file.getValue().second, TimeUnit.SECONDS));
    }
  }
}
