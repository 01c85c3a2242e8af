package org.migrationauditor.signatures;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.signatures.Cos.Dict;
import org.migrationauditor.signatures.Cos.Items;
import org.migrationauditor.signatures.Cos.Ref;
import org.migrationauditor.signatures.Cos.Stream;
import org.migrationauditor.signatures.Cos.Text;

/** A document as it was after one of its {@link Section sections}. */
final class Snapshot {
  private static final Dict NOTHING = new Dict(Map.of());

  private final Map<Integer, Cos> objects;
  private final Dict trailer;

  private Snapshot(Map<Integer, Cos> objects, Dict trailer) {
    this.objects = objects;
    this.trailer = trailer;
  }

  static Snapshot of(Section first) {
    return new Snapshot(Map.copyOf(first.objects()), first.trailer());
  }

  Snapshot and(Section next) {
    Map<Integer, Cos> all = new HashMap<>(objects);
    all.putAll(next.objects());
    return new Snapshot(all, next.trailer());
  }

  Dict trailer() {
    return trailer;
  }

  boolean holds(int number) {
    return objects.containsKey(number);
  }

  @Nullable Cos object(int number) {
    return objects.get(number);
  }

  /** A value, or the object it points to. */
  @Nullable Cos resolved(@Nullable Cos value) {
    return value instanceof Ref ref ? objects.get(ref.number()) : value;
  }

  /** The dictionary a value is or points to; an empty one if it is none. */
  Dict dict(@Nullable Cos value) {
    return switch (resolved(value)) {
      case Dict dict -> dict;
      case Stream stream -> stream.head();
      case null, default -> NOTHING;
    };
  }

  List<Cos> items(@Nullable Cos value) {
    return resolved(value) instanceof Items found ? found.items() : List.of();
  }

  Dict catalog() {
    return dict(trailer.get("Root"));
  }

  Dict form() {
    return dict(catalog().get("AcroForm"));
  }

  /** Form fields by number of their object, in the order of the form. */
  Map<Integer, Dict> fields() {
    Map<Integer, Dict> fields = new LinkedHashMap<>();
    for (Cos field : items(form().get("Fields"))) {
      if (field instanceof Ref ref) {
        fields.put(ref.number(), dict(ref));
      }
    }
    return fields;
  }

  static String fieldName(Dict field) {
    return field.get("T") instanceof Text name ? name.bytes() : "";
  }

  /** Numbers of the page objects, first page first. */
  List<Integer> pages() {
    List<Integer> pages = new ArrayList<>();
    addPages(catalog().get("Pages"), pages, new HashSet<>());
    return pages;
  }

  private void addPages(@Nullable Cos node, List<Integer> pages, Set<Integer> seen) {
    if (!(node instanceof Ref ref) || !seen.add(ref.number())) {
      return;
    }
    Dict found = dict(ref);
    if (found.named("Type", "Page")) {
      pages.add(ref.number());
    }
    items(found.get("Kids")).forEach(kid -> addPages(kid, pages, seen));
  }

  /**
   * Numbers of the objects that a value leads to.
   *
   * @param within those that are followed; others are left out and not looked into
   */
  Set<Integer> reached(@Nullable Cos from, Set<Integer> within) {
    Set<Integer> reached = new LinkedHashSet<>();
    List<Cos> left = new ArrayList<>();
    if (from != null) {
      left.add(from);
    }
    while (!left.isEmpty()) {
      switch (left.removeLast()) {
        case Ref ref when within.contains(ref.number()) && reached.add(ref.number()) -> {
          Cos found = objects.get(ref.number());
          if (found != null) {
            left.add(found);
          }
        }
        case Dict dict -> left.addAll(dict.entries().values());
        case Items items -> left.addAll(items.items());
        case Stream stream -> left.addAll(stream.head().entries().values());
        default -> {}
      }
    }
    return reached;
  }

  /** The highest number of an object. */
  int highest() {
    return objects.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  Set<Integer> numbers() {
    return Set.copyOf(objects.keySet());
  }
}
