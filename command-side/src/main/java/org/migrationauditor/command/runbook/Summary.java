package org.migrationauditor.command.runbook;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parts of a runbook as text for a person. */
final class Summary {
  private Summary() {}

  /** Fields of an action, each as {@code name: value}. */
  static List<String> ofAction(@Nullable YamlNode action) {
    if (action instanceof YamlNode.Mapping mapping
        && mapping.entries().size() == 1
        && mapping.entries().getFirst().value() instanceof YamlNode.Mapping fields) {
      return fields.entries().stream().map(Summary::field).toList();
    }
    return List.of();
  }

  /** Checks, each as {@code name: value}. */
  static List<String> ofChecks(@Nullable YamlNode observe) {
    return observe instanceof YamlNode.Sequence checks
        ? checks.items().stream().map(Summary::text).toList()
        : List.of();
  }

  private static String field(YamlNode.Entry entry) {
    return entry.key() + ": " + text(entry.value());
  }

  private static String text(YamlNode node) {
    return switch (node) {
      case YamlNode.Text text -> text.value().strip();
      case YamlNode.Sequence list ->
          list.items().stream().map(Summary::text).collect(Collectors.joining(", ", "[", "]"));
      case YamlNode.Mapping mapping ->
          mapping.entries().stream().map(Summary::field).collect(Collectors.joining("; "));
    };
  }
}
