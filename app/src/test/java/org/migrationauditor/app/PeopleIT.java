package org.migrationauditor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
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
import org.migrationauditor.evidence.Checkpoint;
import org.migrationauditor.evidence.InclusionProof;
import org.migrationauditor.evidence.NoteSigner;
import org.migrationauditor.evidence.SignedNote;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.rehearsal.RehearsalHost;
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
    List<String> previewed = previewed(parameters);
    assertThat(plan(parameters, previewed.getLast()).err())
        .contains("loss 'users'", "--accept-loss users,", "loss 'ldap'");
    assertThat(
            plan(parameters, "f".repeat(64), "--accept-loss", Losses.all(), "--as", "olga").err())
        .contains("would do something else than was previewed");
    Path people = temporary.resolve("people.yaml");
    Files.writeString(people, "operators: [olga]\napprovers: [berta]\nowners: {'*': [anna]}\n");
    Ended planned =
        plan(
            parameters,
            previewed.removeLast(),
            "--accept-loss",
            Losses.all(),
            "--people",
            people.toString(),
            "--as",
            "olga");
    assertThat(planned.status()).as(planned.err()).isZero();
    assertOthersNamed(people);
    assertThat(auditor.run("status", "night").out())
        .contains("will be lost, as olga acknowledged: users, passwords");

    Ended run = auditor.run("run", "night", "--as", "olga");
    assertThat(run.out())
        .as("what to do stands above who must do it")
        .contains("Stop every sender");
    assertThat(auditor.run("status", "night").out())
        .contains(
            "next: the operator (olga) must do 'senders-stopped' and say so: ./auditor attest night"
                + " senders-stopped",
            "gate of 'delete-old-fast': anton must approve: ./auditor approve night");
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
    assertSealed();
    Ended late = auditor.run("rollback", "night", "--as", "olga", "--reason", "second thoughts");
    assertThat(late.status()).isEqualTo(ExitStatus.REFUSED);
    assertThat(late.err())
        .contains(
            "step 'delete-old-fast': was begun and cannot be undone: The old data is deleted",
            "; nothing was undone, and only a restore of the backup leads back");
    Ended shown = auditor.run("show", "night", "--at", "0");
    assertThat(shown.out()).contains("PENDING").doesNotContain("SUCCEEDED");
    assertThat(auditor.run("status").out())
        .contains("accepted in " + LOSS + ": MISSING '" + lost + "' by anna: no longer needed")
        .doesNotContain("PENDING");
    String photo =
        AuditorProcess.tool("sha256sum", temporary.resolve("photo.txt").toString()).out();
    assertThat(auditor.run("status", "night", "--json").out())
        .contains("attested with file photo.txt (SHA-256 " + photo.substring(0, 64) + ")");
    assertThat(auditor.home().resolve("evidence").resolve(photo.substring(0, 64)))
        .hasContent("all senders off");
    assertThat(started()).as("what ran is what was previewed").isEqualTo(previewed);
    assertReissued();
    assertErased();
  }

  private void assertReissued() throws Exception {
    String withdrawn =
        JSON.readTree(reports().getFirst()).path("report").path("fileName").asString();
    assertThat(withdraw(withdrawn, "olga").err())
        .contains("only an approver may do that", "nothing was withdrawn, ask anton");
    assertThat(withdraw("night-00000-whole", "anton").err()).contains("was never issued");
    assertThat(withdraw(withdrawn, "anton").status()).isZero();
    int issued = reports().size();
    assertThat(reissue("anton").err()).contains("no report was issued again, ask olga");
    assertThat(reissue("olga", "--owner", "nobody").status()).isEqualTo(ExitStatus.REFUSED);
    assertThat(reports()).hasSize(issued);

    Ended again = reissue("olga");

    assertThat(again.status()).as(again.err()).isZero();
    assertThat(reports()).hasSizeGreaterThan(issued);
    assertThat(reports().stream().filter(line -> line.contains("\"VALID\"")))
        .hasSize((int) again.out().lines().count());
    Path whole = Path.of(again.out().lines().findFirst().orElseThrow().split(" +", -1)[3]);
    IssuedPdf report = new IssuedPdf(whole);
    assertThat(report.evidence().path("replaces").asString()).contains("night-", "-whole");
    assertThat(auditor.run("verify-report", whole.toString()).status()).isZero();
    assertStandings(withdrawn, whole);
    assertThat(auditor.run("report", "night").out())
        .contains("; withdrawn by anton at ", ": a wrong key", "; superseded");
    assertThat(auditor.run("history", "night").out())
        .contains(
            withdrawn.replace(".pdf", "") + "  a wrong key  by anton",
            "  another key  " + whole.getFileName() + "  by olga");
    assertThat(log("verify").status()).isZero();
  }

  private void assertStandings(String withdrawn, Path last) throws Exception {
    Path taken = last.resolveSibling(withdrawn);
    Ended one = auditor.run("verify-report", "--log", taken.toString());
    assertThat(one.status()).as(one.out()).isEqualTo(1);
    assertThat(one.out())
        .containsPattern("FAILED        standing: it was withdrawn by anton at .*: a wrong key;")
        .contains("was issued in its place, read that one");
    assertThat(auditor.run("verify-report", "--log", "--json", taken.toString()).out())
        .contains("\"verdict\":\"FAILED\",\"standing\":\"WITHDRAWN\",\"replacedBy\":\"night-");
    Path older = superseded();
    Ended two = auditor.run("verify-report", "--log", older.toString());
    assertThat(two.status()).as(two.out()).isEqualTo(3);
    assertThat(two.out())
        .contains(
            "INDETERMINATE standing: it was superseded: 'night-", "' was issued in its place");
    Ended three = auditor.run("verify-report", "--log", last.toString());
    assertThat(three.status()).as(three.out()).isZero();
    assertThat(three.out())
        .contains(
            "PASSED        standing: it is the last report of its scope, and nobody withdrew");
    Ended alone = auditor.run("verify-report", older.toString());
    assertThat(alone.status()).as(alone.out()).isZero();
    assertThat(alone.out()).contains("whether it was superseded or withdrawn, was not looked at");
  }

  private Path superseded() throws Exception {
    for (String line : reports()) {
      JsonNode report = JSON.readTree(line);
      if (report.path("standing").asString().equals("SUPERSEDED")) {
        return Path.of(report.path("file").asString());
      }
    }
    throw new AssertionError(reports());
  }

  private Ended withdraw(String report, String person) {
    return auditor.run(
        "report",
        "withdraw",
        report,
        "--migration",
        "night",
        "--as",
        person,
        "--reason",
        "a wrong key");
  }

  private Ended reissue(String person, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of("report", "reissue", "night", "--as", person, "--reason", "another key"));
    words.addAll(List.of(more));
    return auditor.run(words.toArray(String[]::new));
  }

  /** One line of JSON each. */
  private List<String> reports() {
    return auditor.run("report", "night", "--json").out().lines().toList();
  }

  private void assertErased() {
    assertThat(auditor.run("erase", "nobody").status()).isEqualTo(ExitStatus.REFUSED);
    assertThat(
            auditor
                .run("erase", "Olga", "--yes", "--as", "anton", "--reason", "OLGA left us")
                .err())
        .contains("the reason names whoever is to be erased", "nothing was erased");
    Ended erased =
        auditor.run("erase", "Olga", "--yes", "--as", "anton", "--reason", "left the clinic");
    assertThat(erased.status()).as(erased.err()).isZero();
    assertThat(erased.out())
        .containsPattern("night +[1-9][0-9]+ events: [1-9][0-9]+ names, [1-9][0-9]* texts")
        .contains("signed reports of these migrations", "erased for ever; the history says: erased")
        .doesNotContain("not finished");
    assertThat(auditor.run("status", "night").out())
        .contains("as erased person ", "by anna: no longer needed")
        .doesNotContainIgnoringCase("olga");
    assertThat(auditor.run("history", "night", "--json").out())
        .contains("erased person ", "\"anton\"")
        .doesNotContainIgnoringCase("olga");
    assertThat(auditor.run("erase").out()).contains("left the clinic  by anton");
    assertThat(auditor.run("erase", "olga", "--yes", "--as", "anton", "--reason", "again"))
        .matches(again -> again.status() == ExitStatus.REFUSED)
        .matches(again -> again.err().contains("knows nobody of that name"));
    assertThat(log("verify").status()).isZero();
  }

  /** What the steps would do, and last the digest of that. */
  private List<String> previewed(String parameters) throws Exception {
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

  private Ended plan(String parameters, String previewed, String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of("plan", "night", "--parameters", parameters));
    words.addAll(List.of("--previewed", previewed));
    words.addAll(List.of(more));
    return auditor.run(words.toArray(String[]::new));
  }

  /** What each step did as it began, in the order in which they first began. */
  private List<String> started() throws Exception {
    Map<String, String> steps = new LinkedHashMap<>();
    for (String line : auditor.run("history", "night", "--json").out().lines().toList()) {
      JsonNode event = JSON.readTree(line);
      JsonNode told = event.path("payload");
      if (event.path("event").asString().equals("StepStarted")) {
        steps.putIfAbsent(told.path("stepId").asString(), told.path("summary").asString());
      }
    }
    return List.copyOf(steps.values());
  }

  private void assertOthersNamed(Path people) throws Exception {
    Files.writeString(people, "operators: [olga]\napprovers: [anton]\nowners: {'*': [anna]}\n");
    Ended own = name(people, "olga");
    assertThat(own.status()).isEqualTo(ExitStatus.REFUSED);
    assertThat(own.err()).contains("only an approver may do that", "ask berta");
    Ended approver = name(people, "berta");
    assertThat(approver.status()).as(approver.err()).isZero();
    assertThat(approver.out()).contains("approvers: anton").doesNotContain("berta");
  }

  private Ended name(Path people, String person) throws Exception {
    return auditor.run(
        "people", "night", "--people", people.toString(), "--as", person, "--reason", "holidays");
  }

  private void assertSealed() throws Exception {
    Ended verified = log("verify");
    assertThat(verified.status()).as(verified.out() + verified.err()).isZero();
    assertThat(verified.out()).contains(" 0 not sealed yet", "the history is as it was sealed");

    JsonNode proof = JSON.readTree(log("prove", "night", "3").out());
    Checkpoint head = head(proof.get("head").stringValue());
    InclusionProof inclusion =
        new InclusionProof(
            proof.get("index").longValue(),
            proof.get("size").longValue(),
            proof
                .get("path")
                .valueStream()
                .map(hash -> new ContentDigest(hash.stringValue()))
                .toList());
    assertThat(inclusion.size()).isEqualTo(head.size());
    assertThat(inclusion.proves(new ContentDigest(proof.get("leaf").stringValue()), head.root()))
        .isTrue();
    assertThat(log("head").out()).startsWith(head.origin() + "\n");
    assertThat(log("consistency", "1", String.valueOf(head.size())).status()).isZero();
    assertThat(log("consistency", "2", "1").status()).isEqualTo(ExitStatus.REFUSED);
    assertThat(log("prove", "night", "9999").err())
        .contains("has no event 9999 in the log; nothing is proven");
    Path other = Files.writeString(temporary.resolve("head"), "no head");
    assertThat(log("verify", "--head", other.toString()).status()).isEqualTo(ExitStatus.FAILED);
    assertKeyChanges();
  }

  /** Also where a change was left half done, in each of its states on the disk. */
  private void assertKeyChanges() throws Exception {
    Path key = auditor.home().resolve("keys/log.key");
    Path next = auditor.home().resolve("keys/log.key.next");
    Path before = Files.writeString(temporary.resolve("before"), log("head").out());
    String old = Files.readString(key);
    String prepared =
        new NoteSigner(
                NoteSigner.parse(old).key().name(),
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair())
            .secret();
    Files.writeString(next, prepared);
    assertThat(log("verify").status()).as("a key that no event brought in").isZero();

    Ended rotated = log("rotate", "--as", "olga", "--reason", "a laptop was lost");
    assertThat(rotated.out().strip())
        .isEqualTo(NoteSigner.parse(prepared).key().toString())
        .as(rotated.err());
    assertThat(Files.readString(key)).isEqualTo(prepared);
    assertThat(next).doesNotExist();
    assertThat(log("head").out().lines().filter(line -> line.startsWith("\u2014"))).hasSize(2);

    Files.move(key, next);
    Files.writeString(key, old);
    assertThat(log("verify", "--head", before.toString()).status())
        .as("an event brought it in, and its file was not put in place")
        .isZero();
    assertThat(Files.readString(key)).isEqualTo(prepared);
    assertThat(next).doesNotExist();
    assertThat(log("keys").out().lines())
        .hasSize(3)
        .last()
        .asString()
        .endsWith(" by olga: a laptop was lost");
    assertThat(log("rotate", "--as", "olga", "--reason", " ").status())
        .isEqualTo(ExitStatus.REFUSED);
    assertProvenToStrangers(before);
  }

  /** A program that shares no line with ours, Go's packages for transparency logs, believes it. */
  private void assertProvenToStrangers(Path older) throws Exception {
    Path newer = Files.writeString(temporary.resolve("newer"), log("head").out());
    Path keys = temporary.resolve("keys");
    Files.write(keys, log("keys").out().lines().filter(line -> !line.startsWith(" ")).toList());
    Path tiles = temporary.resolve("tiles");
    assertThat(log("tiles", tiles.toString()).status()).isZero();
    String sizes =
        "%d %d"
            .formatted(head(Files.readString(older)).size(), head(Files.readString(newer)).size());
    Path grown =
        Files.writeString(
            temporary.resolve("consistency"), log(("consistency " + sizes).split(" ")).out());
    Path inside =
        Files.writeString(temporary.resolve("inclusion"), log("prove", "night", "3").out());
    List<Path> shown = List.of(keys, older, newer, tiles, inside, grown);

    LogChecker checker = LogChecker.built(temporary);
    Ended checked = checker.check(shown);

    assertThat(checked.out().strip()).as(checked.err()).isEqualTo("ok " + sizes);
    for (Path proof : List.of(inside, grown)) {
      String genuine = Files.readString(proof);
      int last = genuine.indexOf(']', genuine.indexOf("\"path\"")) - 2;
      char other = genuine.charAt(last) == '0' ? '1' : '0';
      Files.writeString(proof, genuine.substring(0, last) + other + genuine.substring(last + 1));
      assertThat(checker.check(shown).status()).as("one digit of %s", proof).isNotZero();
      Files.writeString(proof, genuine);
    }
  }

  private Ended log(String... arguments) {
    List<String> words = new ArrayList<>(List.of("log"));
    words.addAll(List.of(arguments));
    words.addAll(List.of("--home", auditor.home().toString()));
    return auditor.run(words.toArray(String[]::new));
  }

  private static Checkpoint head(String note) throws Exception {
    return Checkpoint.parse(SignedNote.parse(note.getBytes(StandardCharsets.UTF_8)).text());
  }

  private void act(Path host, String last) throws Exception {
    Matcher attest = ATTEST.matcher(last);
    if (!attest.find()) {
      assertThat(last).contains("reboot");
      assertThat(AuditorProcess.tool(host.resolve("bin/reboot").toString()).status()).isZero();
      return;
    }
    switch (attest.group(2)) {
      case "registry-credentials" -> RehearsalHost.open(host).setRegistryCredentials();
      case "minio-access-closed" -> RehearsalHost.open(host).closeMinioAccess();
      default -> {}
    }
    boolean owner = attest.group(2).equals("losses-accepted");
    Ended attested = attest(attest.group(2), owner ? "anna" : "olga");
    assertThat(attested.status()).as(attested.err()).isZero();
  }

  private Ended attest(String step, String person) throws Exception {
    Path photo = Files.writeString(auditor.home().resolveSibling("photo.txt"), "all senders off");
    return auditor.run(
        "attest", "night", step, "--as", person, "--note", "done", "--evidence", photo.toString());
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
    assertThat(own.err()).contains("only an owner of", "ask anna");
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
    Ended stranger = auditor.run("approve", "night", id, "--as", "berta", "--reason", "as before");
    assertThat(stranger.status()).isEqualTo(ExitStatus.REFUSED);
    assertThat(stranger.err()).contains("only an approver may do that", "ask anton");
    Ended own = auditor.run("approve", "night", id, "--as", "Olga ", "--reason", "I did it myself");
    assertThat(own.status()).isEqualTo(ExitStatus.REFUSED);
    assertThat(own.err()).contains("ask anton");
    Ended other = auditor.run("approve", "night", id, "--as", "anton", "--reason", "reports read");
    assertThat(other.status()).as(other.err()).isZero();
  }
}
