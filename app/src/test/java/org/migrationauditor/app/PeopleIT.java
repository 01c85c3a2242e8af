package org.migrationauditor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.app.AuditorProcess.Ended;
import org.migrationauditor.app.platform.ExitStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** A migration as people run it: verb by verb, each by whom it is for. */
final class PeopleIT {
  private static final Pattern ATTEST = Pattern.compile("\\./auditor attest (\\S+) (\\S+)");
  private static final String LOSS = "compare-dicom-after-start";
  private static final int MOST_STOPS = 60;

  private static final ObjectMapper JSON = JsonMapper.builder().build();

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
    List<String> previewed = previewed(auditor, parameters);
    assertThat(plan(auditor, parameters, previewed.getLast()).err())
        .contains("loss 'users'", "--accept-loss users,", "loss 'ldap'");
    assertThat(
            plan(auditor, parameters, "f".repeat(64), "--accept-loss", Losses.all(), "--as", "olga")
                .err())
        .contains("would do something else than was previewed");
    Ended planned =
        plan(
            auditor,
            parameters,
            previewed.removeLast(),
            "--accept-loss",
            Losses.all(),
            "--as",
            "olga");
    assertThat(planned.status()).as(planned.err()).isZero();
    assertThat(auditor.run("status", "night").out())
        .contains("will be lost, as olga acknowledged: users, passwords");

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
    assertThat(started(auditor)).as("what ran is what was previewed").isEqualTo(previewed);
  }

  /** What the steps would do, and last the digest of that. */
  private static List<String> previewed(AuditorProcess auditor, String parameters)
      throws Exception {
    Ended dry = auditor.run("plan", "night", "--parameters", parameters, "--dry-run", "--json");
    assertThat(dry.status()).as(dry.err()).isZero();
    List<String> all = new ArrayList<>();
    for (String line : dry.out().lines().toList()) {
      JsonNode node = JSON.readTree(line);
      switch (node.path("type").asString()) {
        case "step" -> all.add(node.path("does").asString());
        case "preview" -> all.add(node.path("sha256").asString());
        default -> assertThat(node.path("type").asString()).isEqualTo("loss");
      }
    }
    return all;
  }

  private static Ended plan(
      AuditorProcess auditor, String parameters, String previewed, String... more)
      throws Exception {
    List<String> words = new ArrayList<>(List.of("plan", "night", "--parameters", parameters));
    words.addAll(List.of("--previewed", previewed));
    words.addAll(List.of(more));
    return auditor.run(words.toArray(String[]::new));
  }

  /** What each step did as it began, in the order in which they first began. */
  private static List<String> started(AuditorProcess auditor) throws Exception {
    Map<String, String> steps = new LinkedHashMap<>();
    for (String line : auditor.run("history", "night", "--json").out().lines().toList()) {
      JsonNode event = JSON.readTree(line).path("event");
      if (event.has("summary") && event.has("attempt")) {
        steps.putIfAbsent(event.path("stepId").asString(), event.path("summary").asString());
      }
    }
    return List.copyOf(steps.values());
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
