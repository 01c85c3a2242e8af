package org.migrationauditor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.app.AuditorProcess.Ended;
import org.migrationauditor.app.platform.Home;
import org.migrationauditor.app.platform.Platform;

/**
 * Reports as they lie in a home, checked on the pages; screenshots stay in {@code target/pages}.
 */
final class ReportCheckPageIT {
  private static final Path SHOTS = Path.of("target", "pages").toAbsolutePath();

  @TempDir private static Path folder;
  private static AuditorInProcess auditor;
  private static Platform platform;
  private static List<Path> reports = List.of();

  @BeforeAll
  static void issue() throws Exception {
    Files.createDirectories(SHOTS);
    auditor = new AuditorInProcess(folder.resolve("home"));
    Ended demo = auditor.run("demo", "--dir", folder.resolve("host").toString());
    assertThat(demo.status()).as(demo.out() + demo.err()).isZero();
    try (Stream<Path> files = Files.walk(auditor.home().resolve("reports"))) {
      reports = files.filter(file -> file.toString().endsWith(".pdf")).sorted().toList();
    }
    platform = Platform.serve(new Home(auditor.home()), "127.0.0.1", 0);
  }

  @AfterAll
  static void close() {
    platform.close();
    auditor.close();
  }

  @Test
  void aReportAsItWasIssuedPasses() throws Exception {
    String page = browse(reports.getLast(), "check-passed");

    assertThat(text(page))
        .contains("✓ PASSED The file is as it was signed, its pages say what its evidence says")
        .contains("prepared CN=Migration Auditor self-made key")
        .contains("standing ✓ PASSED it is the last report of its scope, and nobody withdrew it")
        .contains("signer ? INDETERMINATE prepared: signed by")
        .doesNotContain("✗ FAILED signature");
  }

  @Test
  void aReportThatWasSupersededIsToldAsSuch() throws Exception {
    assertThat(text(browse(reports.getFirst(), "check-superseded")))
        .contains("? INDETERMINATE Do not rely on this file before you have asked.")
        .contains("It was superseded: a later report about the same data was issued.")
        .contains("standing ? INDETERMINATE it was superseded: ");
  }

  @Test
  void aReportThatWasChangedIsNotReliedOn() throws Exception {
    Path report = reports.getLast();
    byte[] issued = Files.readAllBytes(report);
    byte[] changed = issued.clone();
    changed[changed.length / 2] ^= 1;
    Files.write(report, changed);
    try {
      String page = browse(report, "check-failed");

      assertThat(text(page))
          .contains("✗ FAILED Do not rely on this file. What is marked ✗ below says why.")
          .contains("a byte was changed after signing", "this one was not issued here")
          .contains("Nobody whose signature fits this file.");
    } finally {
      Files.write(report, issued);
    }
  }

  @Test
  void anotherReportInItsPlaceIsNotTheOneThatWasIssued() throws Exception {
    Path report = reports.get(1);
    byte[] issued = Files.readAllBytes(report);
    Files.copy(reports.getFirst(), report, StandardCopyOption.REPLACE_EXISTING);
    try {
      assertThat(text(get(report)))
          .contains("✗ FAILED Do not rely on this file.", "signature ✓ PASSED it is intact")
          .contains("standing ✗ FAILED the history tells of another file");
    } finally {
      Files.write(report, issued);
    }
  }

  private static URI address(Path report) {
    return URI.create(
        "http://localhost:%d/migrations/%s/reports/%s/check"
            .formatted(
                platform.port(), report.getName(report.getNameCount() - 2), report.getFileName()));
  }

  private static String get(Path report) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(address(report)).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return answer.body();
    }
  }

  /** The page's DOM in a browser; leaves a screenshot of that name. */
  private static String browse(Path report, String name) throws Exception {
    Path shot = SHOTS.resolve(name + ".png");
    Files.deleteIfExists(shot);
    Path out = folder.resolve(name + ".html");
    Process browser =
        new ProcessBuilder(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--window-size=1280,1700",
                "--screenshot=" + shot,
                "--dump-dom",
                "--user-data-dir=" + folder.resolve("profile"),
                address(report).toString())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    boolean ended = browser.waitFor(60, TimeUnit.SECONDS);
    if (!ended) {
      browser.descendants().forEach(ProcessHandle::destroyForcibly);
      browser.destroyForcibly();
    }
    assertThat(ended).as("chromium ended within 60 s").isTrue();
    assertThat(shot).isNotEmptyFile();
    return Files.readString(out, StandardCharsets.UTF_8);
  }

  private static String text(String html) {
    return html.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
  }
}
