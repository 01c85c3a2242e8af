package org.migrationauditor.verifier.container;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Members of one container as they are found: so many at most, and no two of one name. */
final class Members {
  /** Most of one container; dcm4chee makes one container a series. */
  static final int MOST = 100_000;

  private static final int MOST_NAME_BYTES = 16 << 20;

  private final List<Member> found = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private int nameBytes;

  void add(Member member) throws MalformedContainerException {
    nameBytes += member.name().length();
    if (found.size() == MOST || nameBytes > MOST_NAME_BYTES) {
      throw new MalformedContainerException(
          "holds more than %d members, or names of more than %d bytes"
              .formatted(MOST, MOST_NAME_BYTES));
    }
    if (member.name().isEmpty() || !names.add(member.name())) {
      throw new MalformedContainerException(
          "holds two members of one name, or one without, at byte %d".formatted(member.offset()));
    }
    found.add(member);
  }

  List<Member> all() {
    return List.copyOf(found);
  }
}
