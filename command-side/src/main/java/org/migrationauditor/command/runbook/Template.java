package org.migrationauditor.command.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text with places for parameters, {@code ${name}}. Values are put in when a plan is made, long
 * after the YAML was read, and are not looked at again: none can become a field, an argument of its
 * own or another place.
 *
 * @param text as the file has it
 * @param parts literals and places, in order
 */
record Template(String text, List<Part> parts) {
  private static final Pattern PLACE = Pattern.compile("\\$\\{([^{}]*)}");

  Template {
    parts = List.copyOf(parts);
  }

  /** A literal, or a parameter's name. */
  record Part(String text, boolean parameter) {}

  static Template of(String text) {
    List<Part> parts = new ArrayList<>();
    Matcher place = PLACE.matcher(text);
    int at = 0;
    while (place.find()) {
      if (place.start() > at) {
        parts.add(new Part(text.substring(at, place.start()), false));
      }
      parts.add(new Part(place.group(1), true));
      at = place.end();
    }
    if (at < text.length()) {
      parts.add(new Part(text.substring(at), false));
    }
    return new Template(text, parts);
  }

  /** Whether a literal part begins a place that never ends. */
  boolean broken() {
    return parts.stream().anyMatch(part -> !part.parameter() && part.text().contains("${"));
  }

  /** Names of the parameters, in order. */
  List<String> names() {
    return parts.stream().filter(Part::parameter).map(Part::text).toList();
  }

  /**
   * @param values of every parameter that is named
   */
  String fill(Map<String, String> values) {
    return parts.stream()
        .map(part -> part.parameter() ? values.getOrDefault(part.text(), "") : part.text())
        .collect(Collectors.joining());
  }
}
