package org.migrationauditor.verifier.manifest;

import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * Names and values as one text, so that equal attributes are equal texts: {@code name=value} lines
 * in the order of their names, with {@code %25}, {@code %3D} and {@code %0A} for what would be read
 * as a percent sign, the sign of equality or the end of a line.
 */
final class Attributes {
  private Attributes() {}

  static String text(SortedMap<String, String> attributes) {
    return attributes.entrySet().stream().map(Attributes::line).collect(Collectors.joining("\n"));
  }

  private static String line(Map.Entry<String, String> attribute) {
    return escaped(attribute.getKey()).replace("=", "%3D") + "=" + escaped(attribute.getValue());
  }

  private static String escaped(String text) {
    return text.replace("%", "%25").replace("\n", "%0A");
  }
}
