package org.migrationauditor.command.runbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Fields of one mapping, each read once. What is missing, of a wrong type or unknown becomes a
 * mistake, and reading goes on with a stand-in, so that all mistakes of a file are found at once.
 */
final class Fields {
  private static final int MOST_CHARACTERS = 4096;

  private final Place place;
  private final String path;
  private final Mistakes mistakes;
  private final Map<String, YamlNode.Entry> unread = new HashMap<>();
  private final Map<String, Place> places = new HashMap<>();
  private final List<String> known = new ArrayList<>();

  private Fields(YamlNode node, String path, Mistakes mistakes) {
    this.place = node.place();
    this.path = path;
    this.mistakes = mistakes;
  }

  /**
   * @param path of the node, such as {@code steps[3]}; empty for the root
   */
  static Fields of(YamlNode node, String path, Mistakes mistakes) {
    Fields fields = new Fields(node, path, mistakes);
    if (node instanceof YamlNode.Mapping mapping) {
      for (YamlNode.Entry entry : mapping.entries()) {
        fields.unread.put(entry.key(), entry);
        fields.places.put(entry.key(), entry.place());
      }
    } else {
      mistakes.add(node.place(), path, "is not a mapping; write fields as 'name: value'");
    }
    return fields;
  }

  Place place() {
    return place;
  }

  /** Where a field stands, or the mapping when it has none of that name. */
  Place place(String name) {
    return places.getOrDefault(name, place);
  }

  String path(String name) {
    return YamlTree.join(path, name);
  }

  boolean has(String name) {
    return places.containsKey(name);
  }

  /** The text of a field that is read later; empty when it is none. */
  String peek(String name) {
    YamlNode.Entry entry = unread.get(name);
    return entry != null && entry.value() instanceof YamlNode.Text text ? text.value().strip() : "";
  }

  /** Whether a field that is read later holds fields of its own. */
  boolean isMapping(String name) {
    YamlNode.Entry entry = unread.get(name);
    return entry != null && entry.value() instanceof YamlNode.Mapping;
  }

  void mistake(String name, String text) {
    mistakes.add(place(name), path(name), text);
  }

  /** A text that must be there; empty when it is not, which is then a mistake. */
  String text(String name) {
    String text = optionalText(name);
    if (text == null && !has(name)) {
      mistakes.add(place, path(name), "is missing; add it");
    }
    return text == null ? "" : text;
  }

  /** A text that may be left out; null when it is, or when it has a mistake. */
  @Nullable String optionalText(String name) {
    YamlNode node = node(name);
    return node == null ? null : text(node, path(name), false);
  }

  /** A text that may be left out or be empty in quotes; null when it is left out. */
  @Nullable String optionalTextOrEmpty(String name) {
    YamlNode node = node(name);
    return node == null ? null : text(node, path(name), true);
  }

  boolean flag(String name, boolean otherwise) {
    String text = optionalText(name);
    if (text == null) {
      return otherwise;
    }
    if (!text.equals("true") && !text.equals("false")) {
      mistake(
          name, "%s is neither true nor false; write one of them".formatted(Shown.quoted(text)));
    }
    return text.equals("true");
  }

  /** Texts of a list that may be left out. */
  List<String> texts(String name) {
    return items(
        name,
        (node, field) -> {
          String text = text(node, field, false);
          return text == null ? "" : text;
        });
  }

  /** Items of a list that may be left out, each read with its path. */
  <T> List<T> items(String name, BiFunction<YamlNode, String, T> reader) {
    YamlNode node = node(name);
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof YamlNode.Sequence sequence)) {
      mistakes.add(node.place(), path(name), "is not a list; write each item after '- '");
      return List.of();
    }
    if (sequence.items().isEmpty()) {
      mistakes.add(node.place(), path(name), "is an empty list; fill it or leave it out");
    }
    List<T> items = new ArrayList<>();
    for (YamlNode item : sequence.items()) {
      items.add(reader.apply(item, String.format(Locale.ROOT, "%s[%d]", path(name), items.size())));
    }
    return items;
  }

  /** A node as it is; null when it was left out. */
  @Nullable YamlNode node(String name) {
    known.add(name);
    YamlNode.Entry entry = unread.remove(name);
    return entry == null ? null : entry.value();
  }

  /** Refuses every field that was not asked for. */
  void refuseRest() {
    for (YamlNode.Entry entry : unread.values()) {
      mistakes.add(
          entry.place(),
          path(entry.key()),
          "is unknown here; use one of %s".formatted(String.join(", ", known)));
    }
  }

  private @Nullable String text(YamlNode node, String field, boolean emptyAllowed) {
    if (!(node instanceof YamlNode.Text text)) {
      mistakes.add(node.place(), field, "is a list or mapping; write a text");
      return null;
    }
    String value = text.value().strip();
    if (value.isEmpty() && !(emptyAllowed && text.written())) {
      mistakes.add(node.place(), field, "is empty; write a text or leave the field out");
      return null;
    }
    if (value.length() > MOST_CHARACTERS) {
      mistakes.add(
          node.place(),
          field,
          String.format(
              Locale.ROOT,
              "has %d characters; at most %d are read",
              value.length(),
              MOST_CHARACTERS));
      return null;
    }
    if (Shown.hidesSomething(value.replace("\n", ""))) {
      mistakes.add(node.place(), field, "holds a control or invisible character; write it without");
      return null;
    }
    return value;
  }
}
