package org.migrationauditor.rehearsal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a rehearsal host is made of.
 *
 * @param studies synthetic studies in the archive, count
 * @param seed the same seed makes the same bytes
 * @param oneDataDirectory whether FAST and SLOW are the same folder, as on a default installation
 * @param samples folder of real DICOM files to store among the synthetic ones, or null
 * @param hazard what will go wrong there, or null
 */
public record RehearsalSettings(
    int studies,
    long seed,
    boolean oneDataDirectory,
    @Nullable Path samples,
    @Nullable Hazard hazard) {
  public RehearsalSettings {
    if (studies < 0) {
      throw new IllegalArgumentException("studies '%d': a count is 0 or more".formatted(studies));
    }
  }

  /** Of a host on which nothing goes wrong. */
  public RehearsalSettings(
      int studies, long seed, boolean oneDataDirectory, @Nullable Path samples) {
    this(studies, seed, oneDataDirectory, samples, null);
  }
}
