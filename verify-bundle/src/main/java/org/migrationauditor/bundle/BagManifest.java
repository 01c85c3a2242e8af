package org.migrationauditor.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.migrationauditor.evidence.bundle.MalformedBundleException;
import org.migrationauditor.messages.ContentDigest;

/** A manifest of a bag (RFC 8493 2.1.3): digests of files by their paths. */
final class BagManifest {
  private static final int LONGEST_LINE = 4096;
  private static final int MOST_FILES = 250_000;
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})[ \\t]+\\*?([^ \\t].*)");
  private static final Pattern ENCODED = Pattern.compile("%(0[AaDd]|25)");

  private BagManifest() {}

  /**
   * Reads one.
   *
   * @return paths as they are on the disk
   * @throws MalformedBundleException if a path leaves the bag, is listed twice or not spelled by
   *     the rule
   */
  static SortedMap<String, ContentDigest> read(Path file)
      throws IOException, MalformedBundleException {
    SortedMap<String, ContentDigest> files = new TreeMap<>();
    BoundedFile.lines(
        file,
        LONGEST_LINE,
        (number, line) -> {
          Matcher parts = LINE.matcher(text(number, line));
          if (!parts.matches()) {
            throw new MalformedBundleException("has a line %d that is none".formatted(number));
          }
          String path = decoded(number, parts.group(2));
          if (files.put(path, new ContentDigest(parts.group(1))) != null) {
            throw new MalformedBundleException("lists '%s' twice".formatted(path));
          }
          if (files.size() > MOST_FILES) {
            throw new MalformedBundleException("lists more than %d files".formatted(MOST_FILES));
          }
        });
    return files;
  }

  private static String text(long number, byte[] line) throws MalformedBundleException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedBundleException("has a line %d that is not UTF-8".formatted(number));
    }
  }

  private static String decoded(long number, String written) throws MalformedBundleException {
    Matcher encoded = ENCODED.matcher(written);
    StringBuilder path = new StringBuilder();
    while (encoded.find()) {
      char c = (char) Integer.parseInt(encoded.group(1), 16);
      encoded.appendReplacement(path, Matcher.quoteReplacement(String.valueOf(c)));
    }
    encoded.appendTail(path);
    boolean stray = written.replaceAll(ENCODED.pattern(), "").indexOf('%') >= 0;
    boolean leaves =
        Arrays.stream(path.toString().split("/", -1))
            .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    if (stray || leaves || path.indexOf("\0") >= 0 || path.indexOf("\\") >= 0) {
      throw new MalformedBundleException(
          "has a line %d whose path '%s' leaves the bag or is not spelled by the rule"
              .formatted(number, written));
    }
    return path.toString();
  }
}
