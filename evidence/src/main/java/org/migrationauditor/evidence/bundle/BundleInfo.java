package org.migrationauditor.evidence.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.evidence.CanonicalText;
import org.migrationauditor.messages.OwnerKey;

/**
 * What a bundle is of, and what it does not contain.
 *
 * @param migration whose events it holds
 * @param owner whose entries it holds; null for those of all
 * @param tool that made it
 * @param absent files that its events name and it does not hold
 */
public record BundleInfo(
    String migration, @Nullable OwnerKey owner, String tool, List<Absent> absent) {
  private static final String FORMAT = "migration-auditor-bundle-1";
  private static final Set<String> MEMBERS =
      Set.of("absent", "format", "migration", "owner", "tool");
  private static final Set<String> ABSENT = Set.of("path", "why");

  /** Why a file is not contained. */
  public enum Why {
    /** It was not where such files are kept. */
    MISSING,
    /** What was in its place was something else. */
    CHANGED,
    /** It tells, or may tell, of data of others. */
    WITHHELD,
    /** The event that names it tells no root under which one owner's part could be proven. */
    UNPROVABLE
  }

  /**
   * A file that is not contained.
   *
   * @param path at which it would be
   */
  public record Absent(String path, Why why) {}

  public BundleInfo {
    absent = List.copyOf(absent);
  }

  /** Reads what {@link #json} writes. */
  public static BundleInfo parse(byte[] json) throws MalformedBundleException {
    JsonObject info = JsonObject.canonical(json);
    info.expect(MEMBERS);
    if (!info.text("format").equals(FORMAT)) {
      throw new MalformedBundleException("is of a format not known here");
    }
    List<Absent> absent = new ArrayList<>();
    for (JsonObject file : info.objects("absent")) {
      file.expect(ABSENT);
      absent.add(new Absent(file.text("path"), why(file.text("why"))));
    }
    try {
      return new BundleInfo(
          info.text("migration"),
          info.optionalText("owner").map(OwnerKey::new).orElse(null),
          info.text("tool"),
          absent);
    } catch (IllegalArgumentException e) {
      throw new MalformedBundleException("is of an owner that is none");
    }
  }

  private static Why why(String word) throws MalformedBundleException {
    for (Why why : Why.values()) {
      if (word(why).equals(word)) {
        return why;
      }
    }
    throw new MalformedBundleException("has no 'why' as it must be");
  }

  /** As canonical JSON. */
  public String json() {
    return "{\"absent\":%s,\"format\":\"%s\",\"migration\":%s,\"owner\":%s,\"tool\":%s}"
        .formatted(
            absent.stream()
                .map(
                    file ->
                        "{\"path\":%s,\"why\":\"%s\"}"
                            .formatted(CanonicalText.quoted(file.path()), word(file.why())))
                .collect(Collectors.joining(",", "[", "]")),
            FORMAT,
            CanonicalText.quoted(migration),
            owner == null ? "null" : CanonicalText.quoted(owner.value()),
            CanonicalText.quoted(tool));
  }

  private static String word(Why why) {
    return why.name().toLowerCase(Locale.ROOT);
  }
}
