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
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.query.Story;

/** The pages in a real browser; screenshots stay in {@code target/pages}. */
@TestInstance(Lifecycle.PER_CLASS)
final class BrowserIT {
  private static final Path SHOTS = Path.of("target", "pages").toAbsolutePath();

  private Path profiles = Path.of("");
  private PagesServer server;

  @BeforeAll
  void serve(@TempDir Path folder) throws IOException {
    profiles = folder;
    Files.createDirectories(SHOTS);
    MigrationId half = new MigrationId("half-way");
    server =
        new PagesServer(
            folder.resolve("reports"),
            List.of(Story.events(), Story.events(half).subList(0, 16), Hostile.events()));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void rendersTheList() throws Exception {
    assertThat(dom("/"))
        .contains("<h1>Migrations</h1>")
        .contains("href=\"/migrations/site-a\"")
        .contains("✓ PASSED")
        .contains("✗ FAILED");
    assertThat(shot("/", "list", "1280,800")).isNotEmptyFile();
  }

  @Test
  void rendersAMigration() throws Exception {
    assertThat(dom("/migrations/site-a")).contains("✓ PASSED").contains("Undeploy the platform");
    assertThat(shot("/migrations/site-a", "passed", "1280,3000")).isNotEmptyFile();
    assertThat(shot("/migrations/half-way", "failed-narrow", "500,3000")).isNotEmptyFile();
    assertThat(shot("/migrations/half-way", "failed-dark", "1280,1600", "--force-dark-mode"))
        .isNotEmptyFile();
  }

  @Test
  void runsNothingThatAnEventBrings() throws Exception {
    String dom = dom("/migrations/hostile");

    assertThat(dom)
        .contains("<title>hostile · Migration Auditor</title>")
        .doesNotContain("<title>taken", "<script", "<img");
    assertThat(shot("/migrations/hostile", "hostile", "1280,1800")).isNotEmptyFile();
  }

  private String dom(String path) throws Exception {
    return browse(path, List.of("--dump-dom"));
  }

  private Path shot(String path, String name, String size, String... more) throws Exception {
    Path file = SHOTS.resolve(name + ".png");
    Files.deleteIfExists(file);
    List<String> options = new ArrayList<>(List.of(more));
    options.add("--hide-scrollbars");
    options.add("--window-size=" + size);
    options.add("--screenshot=" + file);
    browse(path, options);
    return file;
  }

  private String browse(String path, List<String> options) throws Exception {
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
                "--user-data-dir=" + Files.createTempDirectory(profiles, "profile")));
    command.addAll(options);
    command.add(server.uri(path).toString());
    Path out = Files.createTempFile(profiles, "out", ".html");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(Files.createTempFile(profiles, "err", ".txt").toFile())
            .start();
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    assertThat(ended).as("chromium ended within 60 s").isTrue();
    assertThat(process.exitValue()).isZero();
    return Files.readString(out, StandardCharsets.UTF_8);
  }
}
