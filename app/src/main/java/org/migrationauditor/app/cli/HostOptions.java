package org.migrationauditor.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.rehearsal.Hazard;
import org.migrationauditor.rehearsal.RehearsalSettings;
import picocli.CommandLine.Option;

/** What a rehearsal host is made of. */
final class HostOptions {
  @Option(
      names = "--studies",
      paramLabel = "COUNT",
      defaultValue = "12",
      description = "synthetic studies, count; default: ${DEFAULT-VALUE}")
  private int studies;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "the same seed makes the same bytes; default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--one-data-directory",
      description = "FAST and SLOW are the same folder, as on a default installation")
  private boolean oneDataDirectory;

  @Option(
      names = "--samples",
      paramLabel = "DIR",
      description =
          "real DICOM files to put among the synthetic ones; default: $AUDITOR_SAMPLES, if it is"
              + " there")
  private @Nullable Path samples;

  @Option(
      names = "--hazard",
      paramLabel = "NAME",
      converter = HazardConverter.class,
      description = "let this go wrong; './auditor rehearse --hazards' lists what can")
  private @Nullable Hazard hazard;

  RehearsalSettings settings() {
    return new RehearsalSettings(studies, seed, oneDataDirectory, samples(), hazard);
  }

  private @Nullable Path samples() {
    if (samples != null) {
      return samples;
    }
    String fromEnvironment = System.getenv().getOrDefault("AUDITOR_SAMPLES", "");
    Path folder = Path.of(fromEnvironment);
    return !fromEnvironment.isBlank() && Files.isDirectory(folder) ? folder : null;
  }
}
