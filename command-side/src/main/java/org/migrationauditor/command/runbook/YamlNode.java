package org.migrationauditor.command.runbook;

import java.util.List;

/** A node of a runbook file, with its place. */
sealed interface YamlNode {
  Place place();

  /** A scalar, as text whatever it looks like; {@code written} tells an empty one from none. */
  record Text(Place place, String value, boolean written) implements YamlNode {}

  /** A list. */
  record Sequence(Place place, List<YamlNode> items) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** Fields, in the order of the file; no two of one name. */
  record Mapping(Place place, List<Entry> entries) implements YamlNode {
    public Mapping {
      entries = List.copyOf(entries);
    }
  }

  /** A field. */
  record Entry(Place place, String key, YamlNode value) {}
}
