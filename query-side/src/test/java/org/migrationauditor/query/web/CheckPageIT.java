package org.migrationauditor.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.query.Story;
import org.migrationauditor.query.web.CheckedReport.Answer;
import org.migrationauditor.query.web.CheckedReport.Signature;

/** The page that checks a report, whoever does the checking. */
@TestInstance(Lifecycle.PER_CLASS)
final class CheckPageIT {
  private static final String WITHDRAWN = "/migrations/site-a/reports/whole.pdf";
  private static final String VALID = "/migrations/site-a/reports/next.pdf";

  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private PagesServer server;

  @BeforeAll
  void serve(@TempDir Path folder) throws IOException {
    server = new PagesServer(folder, List.of(Story.reissued()), this::checked);
    Files.writeString(server.reports("site-a").resolve("whole.pdf"), "withdrawn");
    Files.writeString(server.reports("site-a").resolve("next.pdf"), "valid");
    Files.writeString(server.reports("site-a").resolve("other.pdf"), "never issued");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private CheckedReport checked(byte[] pdf, MigrationState now, IssuedReport report) {
    asked.incrementAndGet();
    String file = new String(pdf, StandardCharsets.US_ASCII);
    if (file.equals("slow")) {
      begun.countDown();
      await(mayEnd);
    }
    return file.equals("withdrawn")
        ? new CheckedReport(
            Verdict.FAILED,
            List.of(new Answer("standing", Verdict.FAILED, "<script>alert(1)</script>\u202e")),
            List.of())
        : new CheckedReport(
            Verdict.PASSED,
            List.of(
                new Answer("signature", Verdict.PASSED, "it is intact"),
                new Answer("signer", Verdict.INDETERMINATE, "identity not proven")),
            List.of(
                new Signature(
                    "approved",
                    "CN=<b>Ada</b>",
                    report.digest(),
                    true,
                    "read",
                    Instant.EPOCH,
                    false),
                new Signature("ts1", "CN=Clock", report.digest(), false, "", null, true)));
  }

  @Test
  void eachListedReportLeadsToItsCheck() throws IOException {
    assertThat(server.get("/migrations/site-a").body())
        .contains("href=\"" + WITHDRAWN + "/check\"", "href=\"" + VALID + "/check\"");
  }

  @Test
  void saysInWordsWhetherAFileMayBeReliedOn() throws IOException {
    PagesServer.Answer page = server.get(VALID + "/check");

    assertThat(page.status()).as(page.body()).isEqualTo(200);
    assertThat(text(page.body()))
        .contains("✓ PASSED The file is as it was signed", "and it is the one that counts.")
        .contains("What is marked ? below stays open", "? INDETERMINATE identity not proven")
        .contains("approved CN=&lt;b&gt;Ada&lt;/b&gt; with a self-made key")
        .contains("by the signer&#39;s own clock", "time stamp CN=Clock", "not told")
        .contains("What was not looked at", "./auditor verify-report --log FILE");
  }

  @Test
  void saysThatAReportWasWithdrawnAndRunsNothing() throws IOException {
    PagesServer.Answer page = server.get(WITHDRAWN + "/check");

    assertThat(page.status()).isEqualTo(200);
    assertThat(text(page.body()))
        .contains("✗ FAILED Do not rely on this file.")
        .contains("It was superseded: a later report", "It was withdrawn by anton")
        .contains("the key was lost", "Nobody whose signature fits this file.");
    assertThat(page.body()).doesNotContain("<script", "\u202e", " style=", "http:", "https:");
  }

  @Test
  void checksOneFileAtATime() throws Exception {
    Files.writeString(server.reports("site-a").resolve("next.pdf"), "slow");
    CompletableFuture<PagesServer.Answer> first =
        CompletableFuture.supplyAsync(() -> get(VALID + "/check"));
    await(begun);
    try {
      PagesServer.Answer second = server.get(WITHDRAWN + "/check");

      assertThat(second.status()).isEqualTo(503);
      assertThat(text(second.body()))
          .contains("another report is being checked", "load this page again in a moment");
    } finally {
      mayEnd.countDown();
      Files.writeString(server.reports("site-a").resolve("next.pdf"), "valid");
    }
    assertThat(first.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
    assertThat(server.get(WITHDRAWN + "/check").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site"})
  void doesNoWorkForAPageElsewhere(String from) throws IOException {
    int before = asked.get();
    PagesServer.Answer page =
        server.ask(
            "GET %s/check HTTP/1.0\r\nHost: localhost\r\nSec-Fetch-Site: %s\r\n"
                .formatted(VALID, from));

    assertThat(page.status()).isEqualTo(403);
    assertThat(asked).hasValue(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/migrations/site-a/reports/other.pdf/check",
        "/migrations/site-a/reports/..%2Fsite-a%2Fnext.pdf/check",
        "/migrations/none/reports/next.pdf/check"
      })
  void checksNothingElse(String target) throws IOException {
    int before = asked.get();

    assertThat(server.get(target).status()).isIn(400, 404);
    assertThat(asked).hasValue(before);
  }

  private PagesServer.Answer get(String target) {
    try {
      return server.get(target);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(String html) {
    return html.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
  }
}
