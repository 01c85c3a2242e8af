package org.migrationauditor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.migrationauditor.messages.inventory.FindingCode;
import picocli.CommandLine;

class FindingsCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void listsEveryCodeOnce() {
    assertThat(run("findings", "list")).isZero();

    assertThat(out.toString().lines().map(line -> line.substring(0, line.indexOf(' '))))
        .containsExactlyElementsOf(
            Arrays.stream(FindingCode.values()).map(FindingCode::name).toList());
  }

  @Test
  void explainsACodeWhateverItsCase() {
    assertThat(run("findings", "explain", "missing")).isZero();

    assertThat(out.toString())
        .contains("MISSING", "FAILED", FindingCode.MISSING.meaning(), FindingCode.MISSING.remedy());
  }

  @Test
  void printsJsonLines() {
    assertThat(run("findings", "explain", "EMPTY", "--json")).isZero();

    assertThat(out.toString())
        .startsWith("{\"type\":\"code\",\"code\":\"EMPTY\",\"verdict\":\"INDETERMINATE\",")
        .hasLineCount(1);
  }

  @Test
  void refusesAnUnknownCodeAndNamesTheKnownOnes() {
    assertThat(run("findings", "explain", "LOST")).isEqualTo(2);

    assertThat(err.toString()).contains("LOST", "MISSING");
  }

  private int run(String... arguments) {
    CommandLine auditor = Auditor.commandLine();
    auditor.setOut(new PrintWriter(out));
    auditor.setErr(new PrintWriter(err));
    return auditor.execute(arguments);
  }
}
