package org.migrationauditor.verifier.disk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.verifier.container.Member;
import org.migrationauditor.verifier.container.MemberBytes;
import org.migrationauditor.verifier.inventory.Recorded;

/** The list of sums that dcm4chee puts at the end of a TAR file, as {@code md5sum} writes it. */
final class Sums {
  private static final String NAME = "MD5SUM";
  private static final int LARGEST = 16 << 20;
  private static final Pattern LINE = Pattern.compile("(?m)^([0-9A-Fa-f]{32,64}) [ *](.+)$");

  private Sums() {}

  /** Recorded digest by a member's name; empty without a list, and lines that are none are not. */
  static Map<String, String> of(FileChannel container, List<Member> members) throws IOException {
    Map<String, String> sums = new HashMap<>();
    for (Member member : members) {
      if (member.name().equals(NAME) && member.bytes() <= LARGEST) {
        try (MemberBytes content = MemberBytes.ofTar(container, member)) {
          byte[] text = Channels.newInputStream(content).readAllBytes();
          add(new String(text, ISO_8859_1), sums);
        }
      }
    }
    return sums;
  }

  private static void add(String text, Map<String, String> sums) {
    Matcher line = LINE.matcher(text);
    while (line.find()) {
      @Nullable String digest = Recorded.digestOf(line.group(1));
      if (digest != null) {
        sums.put(line.group(2), digest);
      }
    }
  }
}
