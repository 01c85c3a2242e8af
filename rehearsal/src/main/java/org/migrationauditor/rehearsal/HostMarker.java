package org.migrationauditor.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The file that says that a folder is a rehearsal host, and which. */
record HostMarker(RehearsalSettings settings, String serverDataOwner) {
  void write(Path file) throws IOException {
    @Nullable Path samples = settings.samples();
    Files.write(
        file,
        List.of(
            "studies=" + settings.studies(),
            "seed=" + settings.seed(),
            "oneDataDirectory=" + settings.oneDataDirectory(),
            "hazard=" + (settings.hazard() == null ? "" : settings.hazard()),
            "samples=" + (samples == null ? "" : escaped(samples)),
            "serverDataOwner=" + serverDataOwner));
  }

  static HostMarker read(Path file) throws IOException {
    Properties properties = new Properties();
    try (var in = Files.newBufferedReader(file)) {
      properties.load(in);
      String samples = properties.getProperty("samples", "");
      return new HostMarker(
          new RehearsalSettings(
              Integer.parseInt(properties.getProperty("studies", "")),
              Long.parseLong(properties.getProperty("seed", "")),
              Boolean.parseBoolean(properties.getProperty("oneDataDirectory", "")),
              samples.isEmpty() ? null : Path.of(samples),
              Hazard.of(properties.getProperty("hazard", "")).orElse(null)),
          properties.getProperty("serverDataOwner", ""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "rehearsal host '%s': its file %s is damaged; make the host again with ./auditor rehearse"
              .formatted(file.getParent(), file.getFileName()),
          e);
    }
  }

  private static String escaped(Path path) {
    return path.toString().replace("\\", "\\\\");
  }
}
