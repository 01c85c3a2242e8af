package org.migrationauditor.command.runbook;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/** Builds nodes from the events of a YAML parser, one at a time and without recursion. */
final class YamlTree {
  private static final int DEEPEST = 12;

  private final Mistakes mistakes;
  private final Deque<Open> open = new ArrayDeque<>();
  private @Nullable YamlNode root;
  private boolean tooDeep;

  YamlTree(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /** A list or mapping whose end was not seen yet. */
  private static final class Open {
    private final Place place;
    private final boolean sequence;
    private final List<YamlNode> items = new ArrayList<>();
    private final List<YamlNode.Entry> entries = new ArrayList<>();
    private final Map<String, Place> keys = new HashMap<>();
    private @Nullable Place keyPlace;
    private @Nullable String key;

    Open(Place place, boolean sequence) {
      this.place = place;
      this.sequence = sequence;
    }

    boolean awaitsKey() {
      return !sequence && keyPlace == null;
    }
  }

  /** The tree; null when the file holds nothing. */
  @Nullable YamlNode root() {
    return tooDeep ? null : root;
  }

  /** Whether reading ended early, since lists and mappings are nested too deep. */
  boolean tooDeep() {
    return tooDeep;
  }

  void add(Event event) {
    Place place = YamlFile.place(event.getStartMark());
    if (event instanceof NodeEvent node && !(event instanceof AliasEvent)) {
      node.getAnchor()
          .ifPresent(
              anchor ->
                  mistakes.add(
                      place, field(), "anchors are not read; write the value where it is used"));
    }
    switch (event) {
      case DocumentStartEvent document -> start(document, place);
      case AliasEvent alias -> {
        mistakes.add(place, field(), "aliases are not read; write the value where it is used");
        close(new YamlNode.Text(place, "", false));
      }
      case ScalarEvent scalar -> {
        refuseTag(scalar.getTag().isPresent(), place);
        boolean written = !(scalar.isPlain() && scalar.getValue().isEmpty());
        close(new YamlNode.Text(place, scalar.getValue(), written));
      }
      case CollectionStartEvent start -> {
        refuseTag(start.getTag().isPresent(), place);
        open(place, start instanceof SequenceStartEvent);
      }
      case CollectionEndEvent end -> end();
      default -> {}
    }
  }

  private void start(DocumentStartEvent document, Place place) {
    if (root != null) {
      mistakes.add(place, "", "a second document begins; a runbook is one document");
    }
    if (document.getSpecVersion().isPresent() || !document.getTags().isEmpty()) {
      mistakes.add(place, "", "directives are not read; drop the lines that begin with %");
    }
  }

  private void refuseTag(boolean tagged, Place place) {
    if (tagged) {
      mistakes.add(place, field(), "tags are not read; drop what begins with !");
    }
  }

  private void open(Place place, boolean sequence) {
    if (open.size() == DEEPEST) {
      tooDeep = true;
      mistakes.add(
          place,
          field(),
          String.format(
              Locale.ROOT, "is nested more than %d deep; no runbook needs that", DEEPEST));
      return;
    }
    open.push(new Open(place, sequence));
  }

  private void end() {
    Open ended = open.pop();
    close(
        ended.sequence
            ? new YamlNode.Sequence(ended.place, ended.items)
            : new YamlNode.Mapping(ended.place, ended.entries));
  }

  /** A node is complete: it is the root, an item, a key or the value of the key before it. */
  private void close(YamlNode node) {
    Open parent = open.peek();
    if (parent == null) {
      root = root == null ? node : root;
    } else if (parent.sequence) {
      parent.items.add(node);
    } else if (parent.awaitsKey()) {
      key(parent, node);
    } else {
      value(parent, node);
    }
  }

  private void key(Open parent, YamlNode node) {
    parent.keyPlace = node.place();
    parent.key = null;
    if (!(node instanceof YamlNode.Text text)) {
      mistakes.add(node.place(), field(), "a list or mapping stands for a name; write a name");
      return;
    }
    Place first = parent.keys.putIfAbsent(text.value(), text.place());
    if (first == null) {
      parent.key = text.value();
    } else {
      mistakes.add(
          text.place(),
          join(field(), text.value()),
          String.format(
              Locale.ROOT, "was given in line %d already; keep one of the two", first.line()));
    }
  }

  private static void value(Open parent, YamlNode node) {
    if (parent.key != null && parent.keyPlace != null) {
      parent.entries.add(new YamlNode.Entry(parent.keyPlace, parent.key, node));
    }
    parent.keyPlace = null;
    parent.key = null;
  }

  /** Where the parser is, such as {@code steps[3].do}. */
  private String field() {
    StringBuilder field = new StringBuilder();
    for (Open level : (Iterable<Open>) open::descendingIterator) {
      if (level.sequence) {
        field.append('[').append(level.items.size()).append(']');
      } else if (level.key != null) {
        field.append(field.isEmpty() ? "" : ".").append(Shown.plain(level.key));
      }
    }
    return field.toString();
  }

  /** The field of a name within a field. */
  static String join(String field, String name) {
    return field.isEmpty() ? Shown.plain(name) : field + "." + Shown.plain(name);
  }
}
