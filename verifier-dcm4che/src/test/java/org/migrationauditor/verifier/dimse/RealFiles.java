package org.migrationauditor.verifier.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.migrationauditor.rehearsal.RehearsalHost;
import org.migrationauditor.rehearsal.RehearsalSettings;

/** Files that the verifier's own tests did not make. */
final class RealFiles {
  private RealFiles() {}

  /** Those beside the checkout; under CI they have to be there. */
  static List<Path> samples() throws IOException {
    Path project = Path.of("").toAbsolutePath();
    while (project.getParent() != null && !Files.exists(project.resolve("auditor"))) {
      project = project.getParent();
    }
    Path samples = project.resolveSibling("shared").resolve("dicom-samples");
    if (System.getenv("CI") != null) {
      assertThat(samples).isDirectory();
    }
    assumeThat(samples).isDirectory();
    return files(samples);
  }

  /**
   * Those of a rehearsal's archive.
   *
   * @param folder to make it in, empty or absent
   */
  static List<Path> synthetic(Path folder, int studies) throws IOException {
    RehearsalHost.create(folder, new RehearsalSettings(studies, 7, true, null));
    try (Stream<Path> all = Files.find(folder, 6, (path, about) -> path.endsWith("fs1"))) {
      return files(all.findFirst().orElseThrow());
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
