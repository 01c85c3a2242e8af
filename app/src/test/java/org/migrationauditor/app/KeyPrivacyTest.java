package org.migrationauditor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.verifier.dicom.DicomFile;
import picocli.CommandLine;

/** What the terminal shows of files that are named after their patients. */
class KeyPrivacyTest {
  private static final List<String> PLANTED = List.of("geheim", "erna", "pid-4711", "1933-03-07");

  @TempDir private Path dir;
  private Path before;
  private Path after;

  @BeforeEach
  void plant() throws Exception {
    before = Files.createDirectories(dir.resolve("before"));
    after = Files.createDirectories(dir.resolve("after"));
    Path named = Files.createDirectories(before.resolve("Geheim, Erna/PID-4711"));
    Files.write(named.resolve("1933-03-07.dcm"), instance());
    Files.write(named.resolve("cut.dcm"), Arrays.copyOf(instance(), 300));
    Files.writeString(named.resolve("no DICOM"), "x");
    Files.writeString(after.resolve("other"), "x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--json"})
  void noPatientIsNamed(String form) throws Exception {
    String taken = run("inventory", before.toString(), "");
    String shown =
        taken
            + run("inventory", before.toString(), form)
            + run("compare", before.toString(), after.toString(), form)
            + run("examine", manifest(taken), form);

    assertThat(shown).contains("pseudonym-", "KEY_NAMES_PATIENT", "MISSING", "NOT_DICOM");
    PLANTED.forEach(planted -> assertThat(shown).doesNotContainIgnoringCase(planted));
  }

  private static String manifest(String inventory) {
    return inventory
        .lines()
        .filter(line -> line.startsWith("manifest "))
        .map(line -> line.substring("manifest ".length()).strip())
        .findFirst()
        .orElseThrow();
  }

  private String run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine auditor = Auditor.commandLine();
    auditor.setOut(new PrintWriter(out));
    auditor.setErr(new PrintWriter(err));
    List<String> all =
        new ArrayList<>(
            List.of(arguments).stream().filter(argument -> !argument.isEmpty()).toList());
    all.addAll(List.of("--home", dir.resolve("home").toString()));
    auditor.execute(all.toArray(String[]::new));
    return out.toString() + err;
  }

  private static byte[] instance() {
    return DicomFile.conforming(
        data ->
            data.text(0x00100010, "PN", "Geheim^Erna")
                .text(0x00100020, "LO", "PID-4711")
                .text(0x00100030, "DA", "19330307"));
  }
}
