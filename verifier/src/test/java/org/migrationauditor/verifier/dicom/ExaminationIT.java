package org.migrationauditor.verifier.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.Progress;
import org.migrationauditor.verifier.Verifier;
import org.migrationauditor.verifier.quality.ContentQuality;
import org.migrationauditor.verifier.quality.Facet;
import org.migrationauditor.verifier.quality.Tally;

/** Real files that nobody here wrote: an examination counts what dcmtk reads in them. */
class ExaminationIT {
  private static final Map<Facet, String> TAGS =
      Map.of(
          Facet.MODALITY, "(0008,0060)",
          Facet.STUDY_YEAR, "(0008,0020)",
          Facet.INSTITUTION, "(0008,0080)",
          Facet.SOURCE_AET, "(0002,0016)",
          Facet.SOP_CLASS, "(0008,0016)",
          Facet.TRANSFER_SYNTAX, "(0002,0010)");

  /** Its transfer syntax says explicit VR, its data set is in implicit VR; dcmdump gives up. */
  private static final String UNREAD_BY_DCMDUMP = "SC_rgb_jpeg.dcm";

  @TempDir Path dir;

  private Path samples = Path.of("");

  @BeforeEach
  void needSamplesAndDcmdump() throws IOException {
    Path project = Path.of("").toAbsolutePath();
    while (project.getParent() != null && !Files.exists(project.resolve("auditor"))) {
      project = project.getParent();
    }
    Path shared = project.resolveSibling("shared").resolve("dicom-samples");
    boolean there = Files.isDirectory(shared) && Dcmdump.installed();
    if (System.getenv("CI") != null) {
      assertThat(there).as("%s and dcmdump (package dcmtk) are there", shared).isTrue();
    }
    assumeTrue(there, "needs the samples and dcmdump");
    samples = dir.resolve("samples");
    try (Stream<Path> files = Files.walk(shared)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith(UNREAD_BY_DCMDUMP)) {
          Path copy = samples.resolve(shared.relativize(file));
          Files.createDirectories(copy.resolveSibling(""));
          Files.copy(file, copy);
        }
      }
    }
  }

  @Test
  void countsWhatDcmdumpCounts() throws Exception {
    Verifier verifier = new Verifier(dir.resolve("manifests"), DicomFile.KEY);
    InventorySummary inventory =
        verifier.inventory(
            new InventoryName("samples"), View.DICOM_FILES, samples, Progress.UNWATCHED);

    ContentQuality quality =
        verifier.examine(verifier.manifest(inventory.manifest()), Integer.MAX_VALUE);

    Map<Path, Dcmdump.Dump> dumps = dumps();
    TAGS.forEach(
        (facet, tag) ->
            assertThat(counts(quality, facet)).as(tag).isEqualTo(counts(dumps, facet, tag)));
    assertThat(quality.counts().instances()).isGreaterThan(140);
  }

  private Map<Path, Dcmdump.Dump> dumps() throws Exception {
    try (Stream<Path> files = Files.walk(samples)) {
      List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
      String[] tags =
          Stream.concat(TAGS.values().stream(), Stream.of("(0008,0018)")).toArray(String[]::new);
      return Dcmdump.of(all, tags);
    }
  }

  private static Map<String, Long> counts(ContentQuality quality, Facet facet) {
    Map<String, Long> counts = new TreeMap<>();
    for (Tally tally : quality.tallies()) {
      if (tally.facet() == facet) {
        counts.merge(ascii(tally.value()), tally.instances(), Long::sum);
      }
    }
    return counts;
  }

  private static Map<String, Long> counts(Map<Path, Dcmdump.Dump> dumps, Facet facet, String tag) {
    Map<String, Long> counts = new HashMap<>();
    for (Dcmdump.Dump dump : dumps.values()) {
      if (dump.values().containsKey("(0008,0018)")) {
        String value = ascii(dump.values().getOrDefault(tag, ""));
        counts.merge(facet == Facet.STUDY_YEAR ? year(value) : value, 1L, Long::sum);
      }
    }
    return counts;
  }

  private static String year(String date) {
    return date.matches("\\d{8}|\\d{4}\\.\\d\\d\\.\\d\\d") ? date.substring(0, 4) : "";
  }

  /** Texts in other repertoires are decoded here and not by dcmdump. */
  private static String ascii(String text) {
    return text.replaceAll("[^ -~]+", "?");
  }
}
