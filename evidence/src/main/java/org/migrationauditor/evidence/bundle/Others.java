package org.migrationauditor.evidence.bundle;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.OwnerKey;

/** Owners of whom a bundle that is made for another must not speak. */
final class Others {
  /** What an entry that is nobody's has for an owner: words that any text may use. */
  private static final Set<String> NOBODY = Set.of(OwnerKey.UNASSIGNED.value(), "platform");

  private static final int LONGEST_KEY = 4096;

  private final OwnerKey owner;
  private final Set<String> names = new TreeSet<>();

  Others(OwnerKey owner) {
    this.owner = owner;
  }

  /** Learns of an owner. */
  void add(@Nullable OwnerKey other) {
    if (other != null && !other.equals(owner)) {
      add(other.value());
    }
  }

  /** Learns of those that an event names as such. */
  void learn(String event) throws MalformedBundleException {
    JsonObject payload = JsonObject.canonical(event).object("payload");
    if (payload.get("report") != null) {
      add(payload.object("report").text("scope"));
    }
    if (payload.get("waiver") != null) {
      add(payload.object("waiver").text("owner"));
    }
  }

  private void add(String name) {
    if (!name.equals(owner.value()) && !NOBODY.contains(name)) {
      names.add(name);
    }
  }

  /** Learns of an entry of another, by its key. */
  void addKey(String key) {
    add(key);
  }

  /** Pieces of an event's texts that may be keys of entries: as they stand, and below folders. */
  static Set<String> pieces(String event) throws MalformedBundleException {
    Set<String> pieces = new TreeSet<>();
    JsonObject members = JsonObject.canonical(event);
    for (String name : members.names()) {
      pieces(members.get(name), pieces);
    }
    return pieces;
  }

  private static void pieces(@Nullable Object value, Set<String> pieces) {
    switch (value) {
      case String text -> {
        for (String separator : List.of("'", "\\s+")) {
          for (String piece : text.split(separator, -1)) {
            for (int at = 0; at >= 0 && piece.length() <= LONGEST_KEY; at = next(piece, at)) {
              pieces.add(piece.substring(at));
            }
          }
        }
      }
      case Collection<?> list -> list.forEach(one -> pieces(one, pieces));
      case Map<?, ?> members -> members.values().forEach(one -> pieces(one, pieces));
      case null, default -> {}
    }
  }

  /** Behind the next slash; -1 when there is none. */
  private static int next(String piece, int at) {
    int slash = piece.indexOf('/', at);
    return slash < 0 || slash + 1 == piece.length() ? -1 : slash + 1;
  }

  /** Whether an event speaks of another, in whatever member. */
  boolean isIn(String event) throws MalformedBundleException {
    JsonObject members = JsonObject.canonical(event);
    JsonObject payload = members.object("payload");
    if (payload.get("report") != null
        && !payload.object("report").text("scope").equals(owner.value())) {
      return true;
    }
    return !names.isEmpty()
        && members.names().stream().anyMatch(name -> spokenOf(pattern(), members.get(name)));
  }

  /** Whether a text does. */
  boolean spokenOf(String text) {
    return !names.isEmpty() && pattern().matcher(text).find();
  }

  private static boolean spokenOf(Pattern others, @Nullable Object value) {
    return switch (value) {
      case String text -> others.matcher(text).find();
      case Collection<?> list -> list.stream().anyMatch(one -> spokenOf(others, one));
      case Map<?, ?> members ->
          members.entrySet().stream()
              .anyMatch(one -> spokenOf(others, one.getKey()) || spokenOf(others, one.getValue()));
      case null, default -> false;
    };
  }

  /** Their names where they are no part of a longer word; the longest first. */
  private Pattern pattern() {
    List<String> quoted = names.stream().map(Pattern::quote).toList();
    return Pattern.compile(
        quoted.stream()
            .collect(Collectors.joining("|", "(?<![\\p{L}\\p{N}])(?:", ")(?![\\p{L}\\p{N}])")));
  }
}
