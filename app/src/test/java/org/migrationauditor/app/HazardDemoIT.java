package org.migrationauditor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.migrationauditor.app.AuditorProcess.Ended;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.rehearsal.Damage;
import tools.jackson.databind.JsonNode;

/** Every kind of damage to the copy is found, and nothing else is. */
@Execution(ExecutionMode.CONCURRENT)
final class DamageIT {
  @TempDir private Path temporary;
  @AutoClose private AuditorInProcess auditor;

  @BeforeEach
  void open() throws IOException {
    auditor = new AuditorInProcess(temporary.resolve("home"));
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void isFoundExactlyAndStopsTheFinalDelete(Damage damage) throws Exception {
    Path host = temporary.resolve("host");
    Ended demo = auditor.run("demo", "--dir", host.toString(), "--damage", damage.toString());

    assertThat(demo.status()).as(demo.out() + demo.err()).isEqualTo(ExitStatus.FAILED);
    assertThat(demo.out()).contains("FAILED").contains("refused");
    assertThat(host.resolve("slow/kaapana_0.1.3/minio")).isDirectory();
    assertThat(host.resolve("slow/kaapana_0.1.3/dcm4che/dicom_data")).isDirectory();

    Set<String> damaged = new TreeSet<>(Files.readAllLines(host.resolve("state/damaged")));
    assertThat(damaged).isNotEmpty();
    IssuedPdf report = wholeReport();
    assertThat(keysFound(report.evidence())).isEqualTo(damaged);
    assertThat(report.evidence().path("verdict").asString()).isEqualTo("FAILED");
    assertThat(report.text()).contains("FAILED");
    damaged.forEach(key -> assertThat(demo.out()).contains(key));
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

  private IssuedPdf wholeReport() throws Exception {
    try (Stream<Path> files = Files.walk(auditor.home().resolve("reports"))) {
      return new IssuedPdf(
          files
              .filter(file -> file.getFileName().toString().contains("-whole"))
              .reduce((first, second) -> second)
              .orElseThrow());
    }
  }
}
