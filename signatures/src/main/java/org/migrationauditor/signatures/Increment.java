package org.migrationauditor.signatures;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.signatures.Cos.Dict;
import org.migrationauditor.signatures.Cos.Name;
import org.migrationauditor.signatures.Cos.Ref;
import org.migrationauditor.signatures.Cos.Word;

/**
 * What was written after a report was signed. A report allows a further signature in a field that
 * was printed for it, a time stamp, and what a later check needs to know of certificates; every
 * other difference between the document before and after is named.
 */
final class Increment {
  private static final Set<String> CATALOG_MAY = Set.of("AcroForm", "DSS", "Extensions");
  private static final Set<String> TRAILER_MAY = Set.of("Size", "Prev", "ID");

  private final Snapshot before;
  private final Snapshot after;
  private final Section section;
  private final @Nullable SignedRange closing;
  private final Budget budget;
  private final Set<Integer> explained = new HashSet<>();
  private final List<String> wrongs = new ArrayList<>();
  private boolean heard;

  private Increment(
      Snapshot before, Section section, @Nullable SignedRange closing, Budget budget) {
    this.before = before;
    this.section = section;
    this.closing = closing;
    this.budget = budget;
    this.after = before.and(section);
  }

  /**
   * Words for each difference that no report allows; empty if there is none.
   *
   * @param closing the signature at the end of the update; null if it ends without one
   * @throws OverBudgetException if the file unpacks to more than the budget
   */
  static List<String> wrongs(
      Snapshot before, Section section, @Nullable SignedRange closing, Budget budget) {
    Increment increment = new Increment(before, section, closing, budget);
    increment.compare();
    return increment.wrongs;
  }

  private void compare() {
    same(before.trailer(), after.trailer(), TRAILER_MAY, "the trailer");
    if (!new Word(Integer.toString(after.highest() + 1)).equals(after.trailer().get("Size"))) {
      wrongs.add("the trailer: Size");
    }
    if (!DocumentId.kept(before, after)) {
      wrongs.add("the document's id");
    }
    same(before.catalog(), after.catalog(), CATALOG_MAY, "the catalogue");
    explain(before.trailer().get("Root"));
    FormChange form = new FormChange(before, after, closing, wrongs);
    form.compare();
    explained.addAll(form.explained());
    validationData();
    if (closing == null && Objects.equals(dss(before), dss(after)) && !heard) {
      wrongs.add("an update that is no signature and no time stamp");
    }
    new TreeSet<>(section.objects().keySet()).forEach(this::account);
  }

  /** Certificates and what was heard of them (ETSI EN 319 142-1, 5.4), which change no page. */
  private void validationData() {
    Set<Integer> old = ValidationData.of(before, budget).parts();
    ValidationData now = ValidationData.of(after, budget);
    if (!now.plain() || !Collections.disjoint(now.parts(), elsewhere())) {
      wrongs.add("what was heard of certificates holds something else");
    }
    Set<Integer> told = new HashSet<>(section.objects().keySet());
    told.retainAll(now.parts());
    told.removeIf(number -> before.holds(number) && !old.contains(number));
    explained.addAll(told);
    heard = !told.isEmpty();
    extensions();
  }

  /** Numbers of the objects that the document is made of, what was heard of certificates apart. */
  private Set<Integer> elsewhere() {
    Map<String, Cos> trailer = new HashMap<>(after.trailer().entries());
    trailer.remove("Root");
    Map<String, Cos> catalog = new HashMap<>(after.catalog().entries());
    catalog.remove("DSS");
    return after.reached(
        new Cos.Items(List.of(new Dict(trailer), new Dict(catalog))), after.numbers());
  }

  private void extensions() {
    Set<Integer> allowed = new HashSet<>(section.objects().keySet());
    Cos extensions = after.catalog().get("Extensions");
    allowed.removeIf(number -> before.holds(number) || isStream(number));
    explained.addAll(after.reached(extensions, allowed));
    Cos old = before.catalog().get("Extensions");
    if (old == null ? extensions != null && !tellsVersions(extensions) : !old.equals(extensions)) {
      wrongs.add("the catalogue: Extensions");
    }
  }

  /** Whether it is a table of developers with names and numbers (ISO 32000-1, 7.12). */
  private boolean tellsVersions(Cos extensions) {
    return after.dict(extensions).entries().values().stream()
        .map(after::dict)
        .allMatch(
            each ->
                !each.entries().isEmpty()
                    && each.entries().values().stream()
                        .allMatch(value -> value instanceof Name || value instanceof Word));
  }

  private static @Nullable Cos dss(Snapshot document) {
    return document.catalog().get("DSS");
  }

  private boolean isStream(int number) {
    return after.object(number) instanceof Cos.Stream;
  }

  private void account(int number) {
    Budget.stopIfNobodyWaits();
    if (explained.contains(number) || Objects.equals(before.object(number), after.object(number))) {
      return;
    }
    wrongs.add(
        before.holds(number)
            ? ObjectWords.of(before, number) + " was replaced"
            : ObjectWords.of(after, number) + " was added");
  }

  private void explain(@Nullable Cos value) {
    if (value instanceof Ref ref) {
      explained.add(ref.number());
    }
  }

  private void same(Dict old, Dict now, Set<String> apart, String where) {
    for (String key : differing(old, now, apart)) {
      wrongs.add(where + ": " + key);
    }
  }

  /** Keys under which two dictionaries differ. */
  static Set<String> differing(Dict old, Dict now, Set<String> apart) {
    Set<String> keys = new TreeSet<>(old.entries().keySet());
    keys.addAll(now.entries().keySet());
    keys.removeIf(key -> apart.contains(key) || Objects.equals(old.get(key), now.get(key)));
    return keys;
  }
}
