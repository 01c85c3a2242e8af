package org.migrationauditor.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A YAML file that a person wrote for a verb.
 *
 * @param what it holds, for messages
 */
record YamlMap(String what, Path file) {
  private static final int MAX_CHARACTERS = 1 << 20;

  /**
   * Its fields.
   *
   * @throws CommandFailure if it cannot be read or is no YAML of fields
   */
  Map<?, ?> read() {
    try {
      LoadSettings settings =
          LoadSettings.builder()
              .setLabel(file.toString())
              .setCodePointLimit(MAX_CHARACTERS)
              .build();
      Object root = new Load(settings).loadFromString(Files.readString(file));
      if (!(root instanceof Map<?, ?> map)) {
        throw refused("it is not a list of 'name: value' lines");
      }
      return map;
    } catch (IOException e) {
      throw refused("it cannot be read");
    } catch (YamlEngineException e) {
      throw refused(
          "it is no YAML: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  /** The refusal of the verb for what stands in the file. */
  CommandFailure refused(String why) {
    return new CommandFailure(
        ExitStatus.REFUSED, "%s '%s': %s; nothing was recorded".formatted(what, file, why));
  }
}
