package org.migrationauditor.evidence.bundle;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.OwnerKey;

/** Owners of whom a bundle that is made for another must not speak. */
final class Others {
  /** What stands for an owner where nobody is one: words that any text may use. */
  private static final Set<String> NOBODY = Set.of(OwnerKey.UNASSIGNED.value(), "platform", "*");

  private static final int LONGEST_KEY = 4096;

  /** Marks of a sentence on both sides of a word. */
  private static final Pattern STOPS = Pattern.compile("^[(\"]+|[,;:.)\"]+$");

  private final OwnerKey owner;
  private final Pattern own;
  private final Set<String> names = new TreeSet<>();
  private @Nullable Pattern pattern;

  Others(OwnerKey owner) {
    this.owner = owner;
    this.own = words(Set.of(owner.value()));
  }

  /** Learns of an owner. */
  void add(@Nullable OwnerKey other) {
    if (other != null && !other.equals(owner)) {
      add(other.value());
    }
  }

  /** Learns of those that an event names as such. */
  void learn(String event) throws MalformedBundleException {
    ownersIn(event).forEach(this::add);
  }

  /** What an event names as an owner: scope of a report, of a waiver or of a role. */
  static Set<String> ownersIn(String event) throws MalformedBundleException {
    Set<String> owners = new TreeSet<>();
    JsonObject payload = JsonObject.canonical(event).object("payload");
    if (payload.get("report") != null) {
      owners.add(payload.object("report").text("scope"));
    }
    if (payload.get("waiver") != null) {
      owners.add(payload.object("waiver").text("owner"));
    }
    if (payload.get("roles") instanceof Map<?, ?>
        && payload.object("roles").get("owners") != null) {
      owners.addAll(payload.object("roles").object("owners").names());
    }
    owners.removeAll(NOBODY);
    return owners;
  }

  private void add(String name) {
    if (!name.equals(owner.value()) && !NOBODY.contains(name)) {
      names.add(name);
      pattern = null;
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
              String below = piece.substring(at);
              pieces.add(below);
              pieces.add(STOPS.matcher(below).replaceAll(""));
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
    return members.names().stream().anyMatch(name -> isIn(members.get(name)));
  }

  private boolean isIn(@Nullable Object value) {
    return switch (value) {
      case String text -> spokenOf(text);
      case Collection<?> list -> list.stream().anyMatch(this::isIn);
      case Map<?, ?> members ->
          members.entrySet().stream().anyMatch(one -> isIn(one.getKey()) || isIn(one.getValue()));
      case null, default -> false;
    };
  }

  /** Whether a text does: names one elsewhere than within the owner's own name. */
  boolean spokenOf(String text) {
    if (names.isEmpty()) {
      return false;
    }
    List<MatchResult> mine = own.matcher(text).results().toList();
    Matcher other = pattern().matcher(text);
    for (int at = 0; at <= text.length() && other.find(at); at = other.start() + 1) {
      int start = other.start();
      int end = other.end();
      if (mine.stream().noneMatch(one -> one.start() <= start && end <= one.end())) {
        return true;
      }
    }
    return false;
  }

  private Pattern pattern() {
    Pattern known = pattern;
    if (known == null) {
      known = words(names);
      pattern = known;
    }
    return known;
  }

  /** Names where they are no part of a longer word; the longest first. */
  private static Pattern words(Set<String> names) {
    return Pattern.compile(
        names.stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Pattern::quote)
            .collect(Collectors.joining("|", "(?<![\\p{L}\\p{N}])(?:", ")(?![\\p{L}\\p{N}])")));
  }
}
