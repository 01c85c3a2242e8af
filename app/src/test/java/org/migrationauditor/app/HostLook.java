package org.migrationauditor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every entry below a host's root, as programs see it that nobody here wrote: {@code find}, {@code
 * sha256sum} and {@code getfattr}. Names are bytes, each shown as one character.
 */
final class HostLook {
  private static final long MOST_SECONDS = 60;

  /** Of folders neither size nor count of links, which are the file system's own. */
  private static final String ENTRIES =
      "find . -type d -printf '%P\\0%y %m %U:%G\\0%T@\\0'"
          + " -o -printf '%P\\0%y %m %U:%G %s %n %l\\0%T@\\0'";

  private static final String DIGESTS = "find . -type f -exec sha256sum -z {} +";
  private static final String ATTRIBUTES = "getfattr -RPh -d -m - -e hex .";
  private static final Pattern ATTRIBUTED = Pattern.compile("# file: (.*)\n");

  private final SortedMap<String, Entry> entries = new TreeMap<>();

  /**
   * An entry.
   *
   * @param what kind, mode, owner, size, links to it, what it leads to, digest, attributes
   * @param time of its last change
   */
  private record Entry(String what, String time) {}

  private HostLook() {}

  static HostLook at(Path root) {
    HostLook look = new HostLook();
    String[] fields = printed(root, ENTRIES).split("\0", -1);
    for (int i = 0; i + 2 < fields.length; i += 3) {
      look.entries.put(fields[i], new Entry(fields[i + 1], fields[i + 2]));
    }
    for (String line : printed(root, DIGESTS).split("\0", -1)) {
      int name = line.indexOf("  ./");
      if (name > 0) {
        look.entries.computeIfPresent(
            line.substring(name + 4),
            (found, entry) -> new Entry(entry.what + " " + line.substring(0, name), entry.time));
      }
    }
    for (String block : printed(root, ATTRIBUTES).split("\n\n", -1)) {
      Matcher name = ATTRIBUTED.matcher(block);
      if (name.lookingAt()) {
        look.entries.put("attributes of " + name.group(1), new Entry(block, ""));
      }
    }
    return look;
  }

  Collection<String> names() {
    return entries.keySet();
  }

  /**
   * What became of entries, a line each, such as {@code gone opt/a.sh}: {@code new}, {@code gone},
   * {@code changed}, or {@code touched} when its time alone is another.
   */
  SortedSet<String> became(HostLook later) {
    SortedSet<String> lines = new TreeSet<>();
    entries.forEach(
        (name, entry) -> {
          Entry now = later.entries.get(name);
          if (now == null) {
            lines.add("gone " + name);
          } else if (!now.what.equals(entry.what)) {
            lines.add("changed " + name);
          } else if (!now.time.equals(entry.time)) {
            lines.add("touched " + name);
          }
        });
    later.entries.keySet().stream()
        .filter(name -> !entries.containsKey(name))
        .forEach(name -> lines.add("new " + name));
    return lines;
  }

  private static String printed(Path root, String command) {
    try {
      Path out = Files.createTempFile("look", ".out");
      Process process =
          new ProcessBuilder("bash", "-c", command)
              .directory(root.toFile())
              .redirectOutput(out.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).as(command).isTrue();
      assertThat(process.exitValue()).as(command).isZero();
      String printed = Files.readString(out, StandardCharsets.ISO_8859_1);
      Files.delete(out);
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
