package org.migrationauditor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.app.AuditorProcess.Ended;
import org.migrationauditor.app.platform.ExitStatus;

/** A migration as people run it: verb by verb, each by whom it is for. */
final class PeopleIT {
  private static final Pattern ATTEST = Pattern.compile("\\./auditor attest (\\S+) (\\S+)");
  private static final String LOSS = "compare-dicom-after-start";
  private static final int MOST_STOPS = 60;

  @TempDir private Path temporary;
  @AutoClose private AuditorInProcess auditor;

  @BeforeEach
  void open() throws IOException {
    auditor = new AuditorInProcess(temporary.resolve("home"));
  }

  @Test
  void stopsWhereAPersonIsNeededAndFourEyesAcceptALossAndApprove() throws Exception {
    Path host = temporary.resolve("host");
    assertThat(
            auditor
                .run("rehearse", host.toString(), "--studies", "2", "--one-data-directory")
                .status())
        .isZero();
    String parameters = host.resolve("parameters.yaml").toString();
    assertThat(auditor.run("plan", "night", "--parameters", parameters, "--as", "olga").status())
        .isZero();

    Ended run = auditor.run("run", "night", "--as", "olga");
    assertThat(run.out())
        .as("what to do stands above who must do it")
        .contains("Stop every sender");
    assertThat(auditor.run("status", "night").out())
        .contains(
            "next: the operator must do 'senders-stopped' and say so: ./auditor attest night"
                + " senders-stopped");
    Ended boot = auditor.run("run", "night", "--as", "olga", "--after-boot");
    assertThat(boot.status()).as(boot.err()).isZero();
    assertThat(boot.out()).contains("night waits for no reboot; nothing was done");
    int stops = 0;
    String lost = "";
    while (!run.out().contains("completed") && stops++ < MOST_STOPS) {
      String last = run.out().lines().reduce((first, second) -> second).orElseThrow();
      if (last.contains(LOSS)) {
        assertThat(run.status()).as(last).isEqualTo(ExitStatus.FAILED);
        assertWaiver(lost);
      } else if (last.contains("approve")) {
        assertApproval(last);
      } else if (last.contains("platform-quiet")) {
        lost = loseAFile(host);
        act(host, last);
      } else {
        act(host, last);
      }
      run =
          last.contains("reboot")
              ? auditor.run("run", "night", "--as", "olga", "--after-boot")
              : auditor.run("run", "night", "--as", "olga");
    }

    assertThat(run.status())
        .as("a loss that was accepted is a loss: " + run.out() + run.err())
        .isEqualTo(ExitStatus.FAILED);
    assertThat(stops).isGreaterThan(5);
    Ended shown = auditor.run("show", "night", "--at", "0");
    assertThat(shown.out()).contains("PENDING").doesNotContain("SUCCEEDED");
    assertThat(auditor.run("status").out())
        .contains("accepted in " + LOSS + ": MISSING '" + lost + "' by anna: no longer needed")
        .doesNotContain("PENDING");
  }

  private void act(Path host, String last) throws Exception {
    Matcher attest = ATTEST.matcher(last);
    if (!attest.find()) {
      assertThat(last).contains("reboot");
      assertThat(AuditorProcess.tool(host.resolve("bin/reboot").toString()).status()).isZero();
      return;
    }
    Path script = host.resolve("opt/deploy_platform_0.2.2.sh");
    Files.writeString(
        script,
        Files.readString(script)
            .replace("CONTAINER_REGISTRY_USERNAME=\"\"", "CONTAINER_REGISTRY_USERNAME=\"reader\"")
            .replace(
                "CONTAINER_REGISTRY_PASSWORD=\"\"", "CONTAINER_REGISTRY_PASSWORD=\"hush-hush\""));
    Ended attested =
        auditor.run("attest", attest.group(1), attest.group(2), "--as", "olga", "--note", "done");
    assertThat(attested.status()).as(attested.err()).isZero();
  }

  /** Key of a DICOM file that the new platform has no more. */
  private static String loseAFile(Path host) throws Exception {
    Path data = host.resolve("home/kaapana/dcm4che/dicom_data");
    try (Stream<Path> files = Files.walk(data)) {
      Path file = files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
      Files.delete(file);
      return data.relativize(file).toString();
    }
  }

  private void assertWaiver(String key) throws Exception {
    Ended own = waive(key, "olga");
    assertThat(own.status()).isEqualTo(ExitStatus.REFUSED);
    assertThat(own.err()).contains("ask the owner of the data");
    Ended wrong = waive(key + ".other", "anna");
    assertThat(wrong.status()).isEqualTo(ExitStatus.REFUSED);
    assertThat(wrong.err()).contains("found no unexplained MISSING at '" + key + ".other'");
    Ended owner = waive(key, "anna");
    assertThat(owner.status()).as(owner.err()).isZero();
  }

  private Ended waive(String key, String person) throws Exception {
    return auditor.run(
        "waive", "night", LOSS, "MISSING", key, "--as", person, "--reason", "no longer needed");
  }

  private void assertApproval(String last) throws Exception {
    Matcher step = Pattern.compile("\\./auditor approve (\\S+) (\\S+)").matcher(last);
    assertThat(step.find()).as(last).isTrue();
    String id = step.group(2);
    Ended own = auditor.run("approve", "night", id, "--as", "Olga ", "--reason", "I did it myself");
    assertThat(own.status()).isEqualTo(ExitStatus.REFUSED);
    assertThat(own.err()).contains("someone");
    Ended other = auditor.run("approve", "night", id, "--as", "anton", "--reason", "reports read");
    assertThat(other.status()).as(other.err()).isZero();
  }
}
