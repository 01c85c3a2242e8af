package org.migrationauditor.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.migration.FindingWaived;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.query.Story;

/** The pages in a real browser; screenshots stay in {@code target/pages}. */
@TestInstance(Lifecycle.PER_CLASS)
final class BrowserIT {
  private static final Path SHOTS = Path.of("target", "pages").toAbsolutePath();

  private Path profile = Path.of("");
  private PagesServer server;

  @BeforeAll
  void serve(@TempDir Path folder) throws IOException {
    profile = folder.resolve("profile");
    Files.createDirectories(SHOTS);
    MigrationId half = new MigrationId("half-way");
    server =
        new PagesServer(
            folder.resolve("reports"),
            List.of(Story.events(), Story.until(half, FindingWaived.class), Hostile.events()));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void rendersTheList() throws Exception {
    assertThat(browse("/", "list", "1280,800"))
        .contains("<h1>Migrations</h1>")
        .contains("href=\"/migrations/site-a\"")
        .contains("✓ PASSED")
        .contains("✗ FAILED");
  }

  @Test
  void rendersAMigration() throws Exception {
    assertThat(browse("/migrations/site-a", "passed", "1280,3000"))
        .contains("✓ PASSED")
        .contains("Undeploy the platform");
    assertThat(browse("/migrations/half-way", "failed-narrow", "500,3000")).contains("✗ FAILED");
    assertThat(browse("/migrations/half-way", "failed-dark", "1280,1600", "--force-dark-mode"))
        .contains("✗ FAILED");
  }

  @Test
  void runsNothingThatAnEventBrings() throws Exception {
    assertThat(browse("/migrations/hostile", "hostile", "1280,1800"))
        .contains("<title>hostile · Migration Auditor</title>")
        .doesNotContain("<title>taken", "<script", "<img");
  }

  /** The page's DOM after loading; leaves a screenshot of that name. */
  private String browse(String path, String name, String size, String... options) throws Exception {
    Path shot = SHOTS.resolve(name + ".png");
    Files.deleteIfExists(shot);
    List<String> command =
        new ArrayList<>(
            List.of(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--window-size=" + size,
                "--screenshot=" + shot,
                "--dump-dom",
                "--user-data-dir=" + profile));
    command.addAll(List.of(options));
    command.add(server.uri(path).toString());
    Path out = Files.createTempFile("page", ".html");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    assertThat(ended).as("chromium ended within 60 s").isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(shot).isNotEmptyFile();
    String dom = Files.readString(out, StandardCharsets.UTF_8);
    Files.delete(out);
    return dom;
  }
}
