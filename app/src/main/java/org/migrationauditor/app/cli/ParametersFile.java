package org.migrationauditor.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Parameters of a runbook in a YAML file: one {@code name: value} a line. */
final class ParametersFile {
  private ParametersFile() {}

  static Map<String, String> read(Path file) {
    YamlMap yaml = new YamlMap("parameters", file);
    Map<String, String> parameters = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : yaml.read().entrySet()) {
      if (entry.getValue() instanceof Map || entry.getValue() instanceof Iterable) {
        throw yaml.refused("'%s' is not a single value".formatted(entry.getKey()));
      }
      parameters.put(
          String.valueOf(entry.getKey()),
          entry.getValue() == null ? "" : String.valueOf(entry.getValue()));
    }
    return parameters;
  }

  /** Writes parameters so that {@link #read} gives them back. */
  static void write(Path file, Map<String, String> parameters) throws IOException {
    Files.writeString(
        file,
        parameters.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(p -> p.getKey() + ": '" + p.getValue().replace("'", "''") + "'\n")
            .collect(Collectors.joining()));
  }
}
