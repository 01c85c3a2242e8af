package org.migrationauditor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.rehearsal.RehearsalHost;
import org.migrationauditor.rehearsal.RehearsalSettings;
import picocli.CommandLine;

/** The archive of a rehearsal host, whose each entry is and what its content is like. */
class ExamineCommandTest {
  @TempDir private static Path dir;
  private static Path archive = Path.of("");

  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  @BeforeAll
  static void makeAHost() throws Exception {
    Path host = dir.resolve("host");
    RehearsalHost.create(host, new RehearsalSettings(3, 1, true, null));
    try (var folders = Files.walk(host)) {
      archive = folders.filter(folder -> folder.endsWith("dicom_data")).findFirst().orElseThrow();
    }
  }

  @Test
  void examinesAnInventoryOfTheHost() throws Exception {
    String manifest = manifest(run(0, "inventory", archive.toString()));

    List<String> lines = run(0, "examine", manifest);

    assertThat(lines)
        .anyMatch(line -> line.startsWith("modality "))
        .anyMatch(line -> line.startsWith("SOP class "))
        .anyMatch(line -> line.contains("Explicit VR Little Endian"))
        .contains("PASSED: all was examined; remarks change no verdict");
    assertThat(run(0, "examine", manifest, "--json").getFirst())
        .startsWith("{\"type\":\"examination\",\"view\":\"DICOM_FILES\",");
  }

  @Test
  void ownersAreThoseOfTheRules() throws Exception {
    Path rules = Files.writeString(dir.resolve("rules.yaml"), "owners: [{owner: Ward 7}]");

    List<String> lines = run(0, "inventory", archive.toString(), "--owners", rules.toString());

    assertThat(lines)
        .anyMatch(line -> line.matches("owners by rules [0-9a-f]{64}"))
        .anyMatch(line -> line.startsWith("  Ward 7 "))
        .noneMatch(line -> line.startsWith("  unassigned "));
    assertThat(run(0, "inventory", archive.toString(), "--owners", rules.toString(), "--json"))
        .anyMatch(line -> line.startsWith("{\"type\":\"owner\",\"owner\":\"Ward 7\",\"counts\":{"));
  }

  @Test
  void wrongRulesAndLimitsAreRefused() throws Exception {
    Path rules = Files.writeString(dir.resolve("wrong.yaml"), "owners: [{regex: (a+)+}]");

    run(2, "inventory", archive.toString(), "--owners", rules.toString());
    assertThat(err.toString()).contains("rule 1 has a field that is none of").hasLineCount(1);
    run(2, "examine", "nothing", "--limit", "0");
    run(3, "examine", dir.resolve("nothing").toString());
    assertThat(err.toString()).contains("does not exist").hasLineCount(1);
  }

  private static String manifest(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("manifest "))
        .map(line -> line.substring("manifest ".length()).strip())
        .findFirst()
        .orElseThrow();
  }

  private List<String> run(int status, String... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    CommandLine auditor = Auditor.commandLine();
    auditor.setOut(new PrintWriter(out));
    auditor.setErr(new PrintWriter(err));
    String[] atHome = Arrays.copyOf(arguments, arguments.length + 2);
    atHome[arguments.length] = "--home";
    atHome[arguments.length + 1] = dir.resolve("home").toString();
    int ended = auditor.execute(atHome);
    assertThat(ended).as(err.toString()).isEqualTo(status);
    return out.toString().lines().toList();
  }
}
