package org.migrationauditor.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of a bundle's README as a stranger pastes them, all of them and nothing else. */
class ReadmeCommandsIT {
  private static final Pattern COMMANDS = Pattern.compile("(?s)```\n(.*?)```");

  @TempDir private Path folder;

  private Night night;
  private String output = "";

  @BeforeEach
  void makeANight() throws IOException {
    boolean there =
        Stream.of("bash", "openssl", "xxd", "sha256sum", "base64")
            .allMatch(program -> Files.isExecutable(Path.of("/usr/bin", program)));
    assumeTrue(there || System.getenv("CI") != null, "bash, openssl and xxd are needed");
    night = new Night(Files.createDirectory(folder.resolve("kept")));
  }

  @Test
  void acceptAWholeBundle() throws Exception {
    assertThat(run(night.bundle(folder.resolve("whole"), null))).as(output).isZero();
    assertThat(output)
        .contains("1 OK: ", "2 OK: site.example/log signed a log of 31 events")
        .contains("3 OK: line 1 of data/events.jsonl is event 0 of the log", "4 OK: ", "5 OK: ");
  }

  @Test
  void acceptAHeadThatARetiredKeySignedToo() throws Exception {
    Path bundle =
        night.bundle(
            folder.resolve("rotated"),
            null,
            night.signer(),
            Night.signer(night.signer().key().name()));

    assertThat(run(bundle)).as(output).isZero();
    assertThat(output).contains("2 OK", "5 OK: ");
  }

  @Test
  void acceptAnOwnersBundle() throws Exception {
    assertThat(run(night.bundle(folder.resolve("annas"), Night.ANNA))).as(output).isZero();
    assertThat(output).contains("5 OK: ");
  }

  @Test
  void stopAtAFileThatIsNotListed() throws Exception {
    Damage bundle = new Damage(night.bundle(folder.resolve("whole"), null));
    Files.writeString(bundle.path("data/more"), "forged");

    assertThat(run(bundle.path(""))).isNotZero();
    assertThat(output).doesNotContain("1 OK");
  }

  @Test
  void stopAtAHeadThatTheKeyDidNotSign() throws Exception {
    Damage bundle = new Damage(night.bundle(folder.resolve("whole"), null));
    bundle.edit("data/head", head -> head.replaceFirst("\n31\n", "\n32\n"));
    bundle.refit();

    assertThat(run(bundle.path(""))).isNotZero();
    assertThat(output).contains("1 OK").doesNotContain("2 OK");
  }

  @Test
  void stopAtAnEventThatWasEdited() throws Exception {
    Damage bundle = new Damage(night.bundle(folder.resolve("whole"), null));
    bundle.edit("data/events.jsonl", text -> text.replaceFirst("olga", "anna"));
    bundle.refit();

    assertThat(run(bundle.path(""))).isNotZero();
    assertThat(output).contains("2 OK").doesNotContain("3 OK");
  }

  @Test
  void stopAtAReportThatWasExchanged() throws Exception {
    Damage bundle = new Damage(night.bundle(folder.resolve("whole"), null));
    Files.writeString(bundle.path(bundle.first("data/reports/")), "forged");
    bundle.refit();

    assertThat(run(bundle.path(""))).isNotZero();
    assertThat(output).contains("3 OK").doesNotContain("4 OK");
  }

  @Test
  void stopAtRowsThatWereChanged() throws Exception {
    Damage bundle = new Damage(night.bundle(folder.resolve("annas"), Night.ANNA));
    String list = "data/shares/" + Night.digest("manifest of dicom-before").hex();
    bundle.edit(bundle.first(list + "-"), text -> text + text);
    bundle.refit();

    assertThat(run(bundle.path(""))).isNotZero();
    assertThat(output).contains("4 OK").doesNotContain("5 OK");
  }

  private int run(Path bundle) throws IOException, InterruptedException {
    String commands =
        COMMANDS
            .matcher(Files.readString(bundle.resolve("README")))
            .results()
            .map(block -> block.group(1))
            .collect(Collectors.joining());
    Path script = Files.writeString(folder.resolve("commands"), commands);
    Process bash =
        new ProcessBuilder("bash", script.toString())
            .directory(bundle.toFile())
            .redirectErrorStream(true)
            .start();
    output = new String(bash.getInputStream().readAllBytes(), UTF_8);
    assertThat(bash.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return bash.exitValue();
  }
}
