package org.migrationauditor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.app.AuditorProcess.Ended;
import org.migrationauditor.app.platform.ExitStatus;

/** A migration as people run it: verb by verb, each by whom it is for. */
final class PeopleIT {
  private static final Pattern ATTEST = Pattern.compile("\\./auditor attest (\\S+) (\\S+)");
  private static final int MOST_STOPS = 60;

  @TempDir private Path temporary;

  @Test
  void stopsWhereAPersonIsNeededAndFourEyesApprove() throws Exception {
    AuditorProcess auditor = new AuditorProcess(temporary.resolve("home"));
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
    int stops = 0;
    while (run.status() == ExitStatus.WAITING && stops++ < MOST_STOPS) {
      String last = run.out().lines().reduce((first, second) -> second).orElseThrow();
      if (last.contains("approve")) {
        assertApproval(auditor, last);
      } else {
        act(auditor, host, last);
      }
      run = auditor.run("run", "night", "--as", "olga");
    }

    assertThat(run.status()).as(run.out() + run.err()).isZero();
    assertThat(stops).isGreaterThan(5);
    Ended shown = auditor.run("show", "night", "--at", "0");
    assertThat(shown.out()).contains("PENDING").doesNotContain("SUCCEEDED");
    assertThat(auditor.run("status").out()).contains("SUCCEEDED", "PASSED");
  }

  private static void act(AuditorProcess auditor, Path host, String last) throws Exception {
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

  private static void assertApproval(AuditorProcess auditor, String last) throws Exception {
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
