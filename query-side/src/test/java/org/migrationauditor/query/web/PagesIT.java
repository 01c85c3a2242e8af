package org.migrationauditor.query.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.ReportIssued;
import org.migrationauditor.messages.migration.StepFailed;
import org.migrationauditor.query.Story;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(Lifecycle.PER_CLASS)
final class PagesIT {
  private static final byte[] PDF = "%PDF-1.7 of a kind".getBytes(StandardCharsets.US_ASCII);
  private static final MigrationId HALF = new MigrationId("half-way");
  private static final String SECRET = "the signing key";

  private PagesServer server;

  @BeforeAll
  void serve(@TempDir Path folder) throws Exception {
    Path reports = folder.resolve("reports");
    List<MigrationEvent> half = Story.until(HALF, StepFailed.class);
    half.add(issued("owner-a.pdf"));
    half.add(issued("changed.pdf"));
    half.add(issued("gone.pdf"));
    half.add(issued("linked.pdf"));
    server =
        new PagesServer(
            reports, List.of(Story.events(), half, Hostile.events(), Doubtful.events()));
    Files.write(server.reports("half-way").resolve("owner-a.pdf"), PDF);
    Files.writeString(server.reports("half-way").resolve("changed.pdf"), "%PDF-1.7 of another");
    Files.writeString(server.reports("half-way").resolve("never-issued.pdf"), SECRET);
    Files.createSymbolicLink(
        server.reports("half-way").resolve("linked.pdf"),
        Files.write(reports.resolve("elsewhere.pdf"), PDF));
    Files.writeString(reports.resolve("secret.pdf"), SECRET);
    Files.writeString(server.reports("hostile").resolve("own.pdf"), SECRET);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void listsEveryMigrationWithItsVerdictAndProgress() throws IOException {
    PagesServer.Answer page = server.get("/");

    assertThat(page.status()).isEqualTo(200);
    assertThat(text(page.body()))
        .contains("site-a ✓ PASSED 5 of 5 steps completed kaapana-0.1.3-to-0.2.2 pacs-1")
        .contains("half-way ✗ FAILED 2 of 5 steps kaapana-0.1.3-to-0.2.2 pacs-1 ReportIssued")
        .contains("hostile rehearsal ? INDETERMINATE 0 of 1 steps");
    assertThat(page.body()).contains("href=\"/migrations/half-way\"");
  }

  @Test
  void showsAMigrationVerdictFirst() throws IOException {
    String page = text(server.get("/migrations/site-a").body());

    assertThat(page)
        .containsSubsequence(
            "Migration site-a",
            "✓ PASSED",
            "1 of 1 planned comparisons made: none found a difference that the runbook had not"
                + " announced. 5 of 5 steps succeeded.",
            "As of event " + (Story.events().size() - 1),
            "Undeploy the platform stop",
            "Did: runs deploy_platform.sh",
            "Exit code 0",
            "✓ PASSED effect: seen",
            "olga attested with file photo.png",
            "✓ succeeded olga",
            "1 min 1 s 2 1 interrupted",
            "anton approved at",
            "10 entries are identical.",
            "Counted before and after",
            "patients 2 2 none studies 3 3 none series 4 4 none instances 10 10 none",
            "bytes 5,000,000 (5.0 MB) 5,000,000 (5.0 MB) none",
            "EXTRA 0 1",
            "whole migration ✓ PASSED whole.pdf",
            "self-made key, which proves no identity",
            "StepUncertain stop attempt 1: the host was booted",
            "MigrationCompleted verdict PASSED",
            "fastDataDir /data/fast");
  }

  @Test
  void showsHowItStoodAfterAnEvent() throws IOException {
    String page = text(server.get("/migrations/site-a?at=18").body());

    assertThat(page)
        .containsSubsequence(
            "This is how it stood after event 18.", "✗ FAILED", "As of event 18,", "Timeline")
        .contains("InventoriesCompared compare")
        .doesNotContain("MigrationCompleted", "FindingWaived");
    JsonNode json = JsonMapper.shared().readTree(server.get("/api/migrations/site-a?at=18").body());
    assertThat(json.at("/state/sequence").asInt()).isEqualTo(18);
    assertThat(json.at("/timeline").size()).isEqualTo(19);
    assertThat(server.get("/migrations/site-a?at=1000").status()).isEqualTo(404);
    assertThat(server.get("/migrations/site-a?at=-1").status()).isEqualTo(404);
    assertThat(server.get("/migrations/site-a?at=x").status()).isEqualTo(400);
  }

  @Test
  void showsWhatFailedAndWhatWasFound() throws IOException {
    String page = text(server.get("/migrations/half-way").body());

    assertThat(page)
        .containsSubsequence(
            "✗ FAILED",
            "1 of 1 planned comparisons made: at least one found a difference that nobody"
                + " announced. 2 of 5 steps succeeded; it stands at &#39;Compare&#39;, failed.",
            "Completed not yet",
            "3 findings are unexplained",
            "✗ failed olga",
            "· pending",
            "MISSING 1 0",
            "EXTRA 0 1",
            "DIGEST_MISMATCH 2 0");
  }

  @Test
  void nothingUncheckedLooksLikeASuccess() throws IOException {
    String page = text(server.get("/migrations/doubtful").body());

    assertThat(page)
        .containsSubsequence(
            "? INDETERMINATE",
            "0 of 2 planned comparisons made: what was not compared is not known to be whole.",
            "2 of 6 steps succeeded; it stands at &#39;Sign in&#39;, waits for a data owner.",
            "Undeploy",
            "departs from the guide",
            "Details: 2 seen, 0 said",
            "? INDETERMINATE pods: could not be listed",
            "✓ succeeded ? observed as it should be: 1 of 2",
            "Reboot",
            "✓ succeeded ? nothing was observed",
            "Sign in",
            "▸ waits for a data owner",
            "Delete",
            "Starts only after: passed comparisons: compare, compare-minio; reports of: report;"
                + " approval by someone else than the operators",
            "· pending, needs an approval",
            "Nothing was compared yet.",
            "? INDETERMINATE Compare DICOM: planned and not made yet.",
            "? INDETERMINATE Compare MinIO: planned and not made yet.",
            "StepSucceeded stop attempt 1, 1 of 2 observations passed",
            "StepSucceeded reboot attempt 1, nothing observed",
            "InventoryTaken stop dicom-before of /data/fast/fs1, 3 entries unreadable");
    assertThat(page).contains("Output, SHA-256: " + Story.digest('9'));
  }

  @Test
  void admitsThatItMayBeBehind() throws IOException {
    server.projector().stop();
    try {
      assertThat(text(server.get("/").body())).contains("This page may be behind.");
      assertThat(text(server.get("/migrations/site-a").body()))
          .contains("This page may be behind. Events are still being read into it");
    } finally {
      server.projector().start();
    }
    await().untilAsserted(() -> assertThat(server.get("/").body()).doesNotContain("may be behind"));
  }

  @Test
  void givesTheSameAsJson() throws IOException {
    PagesServer.Answer list = server.get("/api/migrations");
    assertThat(list.head()).contains("Content-Type: application/json");
    JsonNode lines = JsonMapper.shared().readTree(list.body());
    assertThat(lines.size()).isEqualTo(4);

    JsonNode page = JsonMapper.shared().readTree(server.get("/api/migrations/half-way").body());
    assertThat(page.at("/state/migrationId").asString()).isEqualTo("half-way");
    assertThat(page.at("/state/verdict").asString()).isEqualTo("FAILED");
    assertThat(page.at("/state/plannedAt").asString()).isEqualTo("2026-03-01T22:00:00Z");
    assertThat(page.at("/state/comparisons/compare/findings/MISSING").asInt()).isEqualTo(1);
    assertThat(page.at("/state/steps/0/interruptions").asInt()).isEqualTo(1);
    assertThat(page.at("/timeline").size())
        .isEqualTo(Story.until(HALF, StepFailed.class).size() + 4);
  }

  @Test
  void hostileTextsStayText() throws IOException {
    for (String target : List.of("/", "/migrations/hostile")) {
      String page = server.get(target).body();
      assertThat(page)
          .doesNotContain("<script", "<img", "\u202E", "\u001B", " onerror=\"")
          .doesNotContain("[[49]]", "__49__", ">49<");
    }
    assertThat(server.get("/migrations/hostile").body())
        .contains("&lt;script&gt;document.title=&#39;taken&#39;")
        .contains("[[${7*7}]]__${7*7}__\\u{202e}gnp.exe\\u{1b}[31m\u2400");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/migrations/site-a", "/migrations/none", "/auditor.css", "/nowhere"})
  void everyAnswerKeepsBrowsersStrict(String target) throws IOException {
    assertThat(server.get(target).head())
        .contains("Content-Security-Policy: default-src 'none'; style-src 'self';")
        .contains("X-Content-Type-Options: nosniff")
        .contains("Cache-Control: no-store")
        .contains("Referrer-Policy: no-referrer")
        .contains("Cross-Origin-Resource-Policy: same-origin")
        .doesNotContain("Set-Cookie")
        .doesNotContain("Server:");
  }

  @Test
  void pagesHoldNoInlineStyleOrScriptAndNothingFromElsewhere() throws IOException {
    for (String target : List.of("/", "/migrations/site-a", "/nowhere")) {
      assertThat(server.get(target).body())
          .doesNotContain(" style=", "<style", "<script", "http:", "https:", "xmlns")
          .contains("<html lang=\"en\">", "<link rel=\"stylesheet\" href=\"/auditor.css\">");
    }
    assertThat(server.get("/auditor.css").head()).contains("Content-Type: text/css");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "evil.example:80",
        "127.0.0.1.evil.example",
        "192.168.1.7",
        "localhost:80:80",
        "localhost@evil.example",
        "",
      })
  void answersNoOneWhoCallsThisMachineByAnotherName(String host) throws IOException {
    PagesServer.Answer answer = server.ask("GET / HTTP/1.1\r\nHost: %s\r\n".formatted(host));

    assertThat(answer.status()).isIn(400, 421);
    assertThat(answer.body()).doesNotContain("site-a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST:80", "127.0.0.1", "[::1]:8080"})
  void answersTheNamesOfLoopback(String host) throws IOException {
    assertThat(server.ask("GET / HTTP/1.1\r\nHost: %s\r\n".formatted(host)).status())
        .isEqualTo(200);
  }

  @Test
  void anOldRequestWithoutAHostIsRefused() throws IOException {
    assertThat(server.ask("GET / HTTP/1.0\r\n").status()).isEqualTo(421);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
  void canOnlyBeRead(String method) throws IOException {
    PagesServer.Answer answer =
        server.ask(
            "%s /migrations/site-a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n"
                .formatted(method));

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.body()).doesNotContain("Undeploy");
  }

  @Test
  void handsOutAnIssuedReport() throws IOException {
    PagesServer.Answer answer = server.get("/migrations/half-way/reports/owner-a.pdf");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.head())
        .contains("Content-Type: application/pdf")
        .contains("Content-Disposition: attachment;")
        .contains("owner-a.pdf");
    assertThat(answer.body()).isEqualTo(new String(PDF, StandardCharsets.US_ASCII));
  }

  @Test
  void handsOutNoReportThatWasChanged() throws IOException {
    PagesServer.Answer answer = server.get("/migrations/half-way/reports/changed.pdf");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(text(answer.body()))
        .contains("report &#39;changed.pdf&#39;: its file was changed since it was issued")
        .contains("expected " + sha256(PDF));
    assertThat(answer.body()).doesNotContain("%PDF");
  }

  @Test
  void followsNoLinkThatStandsInAReportsPlace() throws IOException {
    PagesServer.Answer answer = server.get("/migrations/half-way/reports/linked.pdf");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).doesNotContain("%PDF").contains("its file is not there");
  }

  @Test
  void saysWhenAnIssuedReportIsGone() throws IOException {
    PagesServer.Answer answer = server.get("/migrations/half-way/reports/gone.pdf");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).contains("it was issued, but its file is not there or not readable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/migrations/half-way/reports/never-issued.pdf",
        "/migrations/half-way/reports/",
        "/migrations/half-way/reports/..",
        "/migrations/half-way/reports/../secret.pdf",
        "/migrations/half-way/reports/..%2Fsecret.pdf",
        "/migrations/half-way/reports/..%5Csecret.pdf",
        "/migrations/half-way/reports/%2e%2e/%2e%2e/secret.pdf",
        "/migrations/half-way/reports/..;/secret.pdf",
        "/migrations/half-way/reports/owner-a.pdf%00",
        "/migrations/half-way/reports/owner-a.pdf%0d%0aX-Evil:%201",
        "/migrations/hostile/reports/..%2Fsecret.pdf",
        "/migrations/hostile/reports/%2e%2e",
        "/migrations/hostile/reports/own.pdf",
        "/migrations/site-a/reports/owner-a.pdf",
        "/migrations/..%2F..%2Fetc/reports/passwd",
        "/../../etc/passwd",
        "/reports/half-way/owner-a.pdf",
      })
  void handsOutNothingElse(String target) throws IOException {
    PagesServer.Answer answer = server.get(target);

    assertThat(answer.status()).isIn(400, 404);
    assertThat(answer.head()).doesNotContain("X-Evil");
    assertThat(answer.body()).doesNotContain(SECRET, "%PDF", "root:", "Exception", "Tomcat");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/migrations/UPPER",
        "/migrations/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/migrations/%3Cscript%3Ealert(1)",
        "/migrations/a%20b",
        "/migrations/%E2%80%AE",
        "/migrations/%ff",
        "/migrations/a%00",
        "/migrations/'%20OR%20'1'='1",
        "/api/migrations/UPPER",
      })
  void refusesWhatCannotBeAName(String target) throws IOException {
    PagesServer.Answer answer = server.get(target);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).doesNotContain("<script", "\u202E", "Exception", "Tomcat", "\tat ");
  }

  @Test
  void saysWhatANameIsMadeOf() throws IOException {
    assertThat(text(server.get("/migrations/UPPER").body()))
        .contains(
            "Not shown (400) migration &#39;UPPER&#39;: use 1 to 63 lower-case letters, digits,"
                + " dots and hyphens");
    assertThat(server.get("/api/migrations/none").body())
        .isEqualTo(
            "{\"error\":\"migration 'none': there is none of that name; the list shows those there"
                + " are\"}");
    assertThat(server.get("/api/migrations/none").status()).isEqualTo(404);
    assertThat(text(server.get("/nowhere").body()))
        .contains("Not shown (404) page &#39;/nowhere&#39;: there is none of that name");
  }

  private static ReportIssued issued(String fileName) {
    return new ReportIssued(
        HALF,
        Story.REPORT,
        new IssuedReport(
            "study-a", Verdict.FAILED, fileName, sha256(PDF), "CN=Migration Auditor", true));
  }

  private static ContentDigest sha256(byte[] bytes) {
    try {
      return new ContentDigest(
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a reader sees: without tags, blanks folded. */
  private static String text(String html) {
    return html.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
  }
}
