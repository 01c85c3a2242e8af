package org.migrationauditor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.app.AuditorProcess.Ended;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.rehearsal.Hazard;
import tools.jackson.databind.JsonNode;

/** A hazard as a stranger tries it: one command, which ends with how it was caught. */
final class HazardDemoIT {
  @TempDir private Path temporary;

  @Test
  void aFlippedBitIsFoundExactlyAndStopsTheFinalDelete() throws Exception {
    AuditorProcess auditor = AuditorProcess.unpacked(temporary.resolve("home"));
    Path host = temporary.resolve("host");
    Ended demo = auditor.run("demo", "--dir", host.toString(), "--hazard", "flipped-bit");

    assertThat(demo.status()).as(demo.out() + demo.err()).isEqualTo(ExitStatus.FAILED);
    assertThat(demo.out())
        .contains("hazard flipped-bit: one bit of one image is another")
        .contains("delete refused")
        .contains("caught at step 'compare-dicom-after-copy'")
        .endsWith("would have been lost: " + Hazard.FLIPPED_BIT.lost() + "\n");
    assertThat(host.resolve("slow/kaapana_0.1.3/minio")).isDirectory();
    assertThat(host.resolve("slow/kaapana_0.1.3/dcm4che/dicom_data")).isDirectory();

    Set<String> struck = new TreeSet<>(Files.readAllLines(host.resolve("state/struck")));
    assertThat(struck).hasSize(1);
    IssuedPdf report = wholeReport(auditor);
    assertThat(keysFound(report.evidence())).isEqualTo(struck);
    assertThat(report.evidence().path("verdict").asString()).isEqualTo("FAILED");
    assertThat(report.text()).contains("FAILED");
    struck.forEach(key -> assertThat(demo.out()).contains(key));
    assertThat(report.signature()).contains("Signature is Valid");
  }

  private static Set<String> keysFound(JsonNode report) {
    Set<String> keys = new TreeSet<>();
    for (JsonNode comparison : report.path("comparisons")) {
      for (JsonNode finding : comparison.path("findings")) {
        if (finding.path("expectedBecause").isNull()) {
          keys.add(finding.path("key").asString());
        }
      }
    }
    return keys;
  }

  private static IssuedPdf wholeReport(AuditorProcess auditor) throws Exception {
    try (Stream<Path> files = Files.walk(auditor.home().resolve("reports"))) {
      return new IssuedPdf(
          files
              .filter(file -> file.getFileName().toString().contains("-whole"))
              .reduce((first, second) -> second)
              .orElseThrow());
    }
  }
}
