package org.migrationauditor.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Parameters of a runbook in a YAML file: one {@code name: value} a line. */
final class ParametersFile {
  private static final int MAX_CHARACTERS = 1 << 20;

  private ParametersFile() {}

  static Map<String, String> read(Path file) {
    try {
      LoadSettings settings =
          LoadSettings.builder()
              .setLabel(file.toString())
              .setCodePointLimit(MAX_CHARACTERS)
              .build();
      Object root = new Load(settings).loadFromString(Files.readString(file));
      if (!(root instanceof Map<?, ?> map)) {
        throw refused(file, "it is not a list of 'name: value' lines");
      }
      Map<String, String> parameters = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (entry.getValue() instanceof Map || entry.getValue() instanceof Iterable) {
          throw refused(file, "'%s' is not a single value".formatted(entry.getKey()));
        }
        parameters.put(
            String.valueOf(entry.getKey()),
            entry.getValue() == null ? "" : String.valueOf(entry.getValue()));
      }
      return parameters;
    } catch (IOException e) {
      throw refused(file, "it cannot be read");
    } catch (YamlEngineException e) {
      throw refused(
          file, "it is no YAML: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
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

  private static CommandFailure refused(Path file, String what) {
    return new CommandFailure(
        ExitStatus.REFUSED, "parameters '%s': %s; nothing was planned".formatted(file, what));
  }
}
