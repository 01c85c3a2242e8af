package org.migrationauditor.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.app.AuditorProcess.Ended;
import org.migrationauditor.bundle.BundleCheck;
import org.migrationauditor.bundle.BundleVerdict;
import org.migrationauditor.bundle.Printed;
import org.migrationauditor.evidence.Checkpoint;
import org.migrationauditor.evidence.InclusionProof;
import org.migrationauditor.evidence.NoteKey;
import org.migrationauditor.evidence.SignedNote;
import org.migrationauditor.evidence.bundle.EventProof;
import org.migrationauditor.messages.Verdict;
import tools.jackson.databind.JsonNode;

/** The whole job on a sound host, counted again by programs that nobody here wrote. */
final class DemoIT {
  private static final String LIST = "manifest-sha256-";

  @TempDir private static Path temporary;

  private static AuditorProcess auditor;
  private static Ended demo;
  private static Path host;

  @BeforeAll
  static void runTheDemo() throws Exception {
    auditor = new AuditorProcess(temporary.resolve("home"));
    host = temporary.resolve("host");
    demo = auditor.run("demo", "--dir", host.toString());
  }

  @Test
  void passesWithoutAQuestion() {
    assertThat(demo.status()).as(demo.out() + demo.err()).isZero();
    assertThat(demo.out()).contains("PASSED");
  }

  @Test
  void leavesOneSignedReportPerOwnerAndOneForAll() throws Exception {
    List<Path> reports = reports();
    assertThat(reports).hasSizeGreaterThan(3);
    for (Path report : reports) {
      assertThat(new IssuedPdf(report).signature())
          .as(report.toString())
          .contains("Signature Validation: Signature is Valid.")
          .contains("Total document signed");
    }
  }

  @Test
  void everyReportIsTheOneInTheHistory() throws Exception {
    Ended listed = auditor.run("report");
    assertThat(listed.status()).isZero();
    List<String> lines = listed.out().lines().toList();
    assertThat(lines.subList(0, lines.size() / 2))
        .as("those that count come first")
        .allMatch(line -> line.startsWith("PASSED") && !line.endsWith("superseded"));
    assertThat(lines.subList(lines.size() / 2, lines.size()))
        .allMatch(line -> line.startsWith("INDETERMINATE") && line.endsWith("superseded"));
    List<String> verify = new ArrayList<>(List.of("verify-report"));
    reports().forEach(report -> verify.add(report.toString()));
    Ended check = auditor.run(verify.toArray(String[]::new));
    assertThat(check.status()).as(check.out() + check.err()).isZero();
    assertThat(check.out().lines().filter(line -> line.endsWith(".pdf")))
        .hasSize(reports().size())
        .allMatch(line -> line.startsWith("PASSED"));
  }

  @Test
  void countsAreThoseOfFindAndDcmdump() throws Exception {
    Path dicom = host.resolve("slow/kaapana/dcm4che/dicom_data");
    Set<String> studies = new TreeSet<>();
    Set<String> series = new TreeSet<>();
    long instances = 0;
    for (Path file : files(dicom)) {
      String dump =
          AuditorProcess.tool(
                  "dcmdump",
                  "-q",
                  "+p",
                  "-M",
                  "+P",
                  "0020,000d",
                  "+P",
                  "0020,000e",
                  file.toString())
              .out();
      dump.lines().filter(line -> line.startsWith("(0020,000d)")).forEach(studies::add);
      dump.lines().filter(line -> line.startsWith("(0020,000e)")).forEach(series::add);
      instances++;
    }
    IssuedPdf report = new IssuedPdf(wholeReport());
    JsonNode counts = comparison(report, "dicom-after-start").path("afterCounts");
    assertThat(counts.path("instances").asLong()).isEqualTo(instances);
    assertThat(counts.path("studies").asLong()).isEqualTo(studies.size());
    assertThat(counts.path("series").asLong()).isEqualTo(series.size());
    assertThat(report.text())
        .contains(grouped(instances))
        .contains(grouped(studies.size()))
        .contains(grouped(series.size()));
  }

  @Test
  void objectsAreThoseOfFind() throws Exception {
    Path minio = host.resolve("slow/kaapana/minio");
    long objects =
        files(minio).stream()
            .map(minio::relativize)
            .filter(file -> !file.startsWith(".minio.sys") && !file.startsWith("thumbnails"))
            .count();
    JsonNode counts =
        comparison(new IssuedPdf(wholeReport()), "minio-after-start").path("afterCounts");
    assertThat(counts.path("objects").asLong()).isEqualTo(objects);
  }

  @Test
  void everyReportCarriesTheHeadOfTheLogAndProvesItsLastEvent() throws Exception {
    for (Path file : reports()) {
      IssuedPdf report = new IssuedPdf(file);
      JsonNode evidence = report.evidence();
      JsonNode sealed = evidence.path("sealed");
      SignedNote note = SignedNote.parse(report.attached("head.note").getBytes(UTF_8));
      Checkpoint head = Checkpoint.parse(note.text());
      EventProof proof =
          EventProof.parse(report.attached("event-proof.json").strip().getBytes(UTF_8));

      assertThat(note.toString()).isEqualTo(sealed.path("note").asString());
      NoteKey key = NoteKey.parse(sealed.path("key").asString());
      assertThat(note.verify(List.of(key))).containsExactly(key);
      assertThat(head.size()).isEqualTo(sealed.path("size").asLong());
      assertThat(head.root().hex()).isEqualTo(sealed.path("root").asString());
      assertThat(proof.sequence()).isEqualTo(evidence.path("head").path("events").asLong() - 1);
      assertThat(
              new InclusionProof(proof.index(), head.size(), proof.path())
                  .proves(proof.leaf(), head.root()))
          .isTrue();
      assertThat(auditor.run("log", "consistency", "" + head.size(), "" + head.size()).status())
          .isZero();
    }
  }

  @Test
  void anOwnersReportListsWhatIsTheirsAndNothingElse() throws Exception {
    IssuedPdf owned = new IssuedPdf(lastReport("-trial-a-"));
    IssuedPdf whole = new IssuedPdf(wholeReport());
    String list = listOfDicomFiles(owned);
    List<String> mine = owned.attached(list).lines().toList();
    String inventory = list.substring(LIST.length(), list.length() - ".txt".length());
    Path root = root(whole, inventory);

    assertThat(mine)
        .hasSize(comparison(owned, inventory).path("afterCounts").path("instances").asInt())
        .allMatch(line -> isAsListed(root, line));
    assertThat(whole.attached(list).lines().toList())
        .containsAll(mine)
        .hasSizeGreaterThan(mine.size());
    assertThat(owned.attached("shares.jsonl").lines())
        .isNotEmpty()
        .allMatch(line -> line.contains("\"owner\":\"trial-a\""));
    assertThat(owned.evidence().toString()).doesNotContain("trial-b");
  }

  private static String listOfDicomFiles(IssuedPdf report) throws Exception {
    return report
        .evidence()
        .path("attached")
        .valueStream()
        .map(file -> file.path("name").asString())
        .filter(name -> name.startsWith(LIST + "dicom-"))
        .findFirst()
        .orElseThrow();
  }

  private static Path root(IssuedPdf whole, String inventory) throws Exception {
    return whole
        .evidence()
        .path("migration")
        .path("inventories")
        .valueStream()
        .filter(taken -> taken.path("name").asString().equals(inventory))
        .map(taken -> Path.of(taken.path("root").asString()))
        .findFirst()
        .orElseThrow();
  }

  /** As {@code sha256sum} has it. */
  private static boolean isAsListed(Path root, String line) {
    Path file = root.resolve(line.substring(line.indexOf("  data/") + "  data/".length()));
    try {
      return AuditorProcess.tool("sha256sum", file.toString())
          .out()
          .startsWith(line.substring(0, line.indexOf(' ')));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aLaterReportNamesTheOneItReplaces() throws Exception {
    List<Path> reports =
        reports().stream()
            .filter(file -> file.getFileName().toString().contains("-trial-a-"))
            .toList();

    assertThat(reports).hasSize(2);
    assertThat(new IssuedPdf(reports.get(0)).evidence().path("replaces").isNull()).isTrue();
    assertThat(new IssuedPdf(reports.get(1)).evidence().path("replaces").asString() + ".pdf")
        .isEqualTo(reports.get(0).getFileName().toString());
  }

  @Test
  void thePlatformIsReIndexedAndItsThumbnailsAreThere() throws Exception {
    Path minio = host.resolve("slow/kaapana/minio");
    long thumbnails =
        files(minio).stream()
            .map(minio::relativize)
            .filter(file -> file.startsWith("thumbnails"))
            .count();
    assertThat(thumbnails).isPositive();
    assertThat(demo.out())
        .containsPattern("ok  no run of service-extract-metadata failed: none did")
        .containsPattern(
            "ok  the metadata index holds each series .* 0 missing in it, 0 only in it")
        .containsPattern(
            "ok  bucket '.*thumbnails' holds a thumbnail .*: %d of %d"
                .formatted(thumbnails, thumbnails));
  }

  @Test
  void anOwnerGetsTheirPartOfTheEvidenceAndNothingOfOthers() throws Exception {
    Path bundle = temporary.resolve("bundle");
    Ended made = auditor.run("bundle", "demo", bundle.toString(), "--owner", "trial-a");
    assertThat(made.status()).as(made.out() + made.err()).isZero();

    BundleVerdict verdict = BundleCheck.of(bundle, BundleCheck.keys(bundle.resolve("data/key")));
    String words = String.join("\n", Printed.lines(verdict));
    assertThat(verdict.verdict()).as(words).isEqualTo(Verdict.INDETERMINATE);
    assertThat(words).contains(" are withheld").doesNotContain("FAILED", "NOT CHECKED   entries");
    for (Path file : files(bundle)) {
      if (!file.toString().endsWith(".pdf")) {
        assertThat(Files.readString(file))
            .as(file.toString())
            .doesNotContain("trial-b", "bucket:", "-whole.pdf");
      }
    }
    assertThat(files(bundle.resolve("data/reports"))).hasSize(2);
  }

  @Test
  void theOldDataIsGoneOnlyAfterApproval() throws Exception {
    assertThat(host.resolve("slow/kaapana_0.1.3")).doesNotExist();
    List<String> events = auditor.run("history", "--json").json("event");
    int approved = last(events, "\"StepApproved\"");
    int reported = last(events, "\"ReportIssued\"");
    int removed = last(events, "\"REMOVE_TREE\"");
    assertThat(reported).isLessThan(approved);
    assertThat(approved).isLessThan(removed);
  }

  @Test
  void noPatientAttributeIsWrittenAnywhere() throws Exception {
    Ended dump =
        AuditorProcess.tool(
            "grep", "-rlaE", "REHEARSAL\\^", auditor.home().toString(), "--include=*");
    assertThat(dump.out()).isEmpty();
    for (Path report : reports()) {
      assertThat(new IssuedPdf(report).text()).doesNotContain("REHEARSAL^");
      assertThat(new IssuedPdf(report).evidence().toString()).doesNotContain("REHEARSAL^");
    }
    assertThat(demo.out() + demo.err() + auditor.run("history", "--json").out())
        .doesNotContain("REHEARSAL^");
  }

  private static int last(List<String> events, String part) {
    int last = -1;
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).contains(part)) {
        last = i;
      }
    }
    assertThat(last).as(part).isNotNegative();
    return last;
  }

  private static JsonNode comparison(IssuedPdf report, String after) throws Exception {
    for (JsonNode comparison : report.evidence().path("comparisons")) {
      if (comparison.path("after").asString().equals(after)) {
        return comparison;
      }
    }
    throw new AssertionError("no comparison with " + after);
  }

  private static Path wholeReport() throws IOException {
    return lastReport("-whole");
  }

  private static Path lastReport(String name) throws IOException {
    return reports().stream()
        .filter(file -> file.getFileName().toString().contains(name))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private static List<Path> reports() throws IOException {
    return files(auditor.home().resolve("reports")).stream()
        .filter(file -> file.toString().endsWith(".pdf"))
        .toList();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
