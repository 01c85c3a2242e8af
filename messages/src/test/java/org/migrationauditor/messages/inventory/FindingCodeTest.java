package org.migrationauditor.messages.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.migrationauditor.messages.Verdict;

class FindingCodeTest {
  private static final Path PAGE = Path.of("../docs/findings.md");
  private static final String WRITE = "findings.write";

  @Test
  void theLastPublishedPageIsThisList() throws IOException {
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(PAGE, page());
    }

    assertThat(PAGE)
        .as("stale; run this test with -D%s=true and commit the page".formatted(WRITE))
        .content(UTF_8)
        .isEqualTo(page());
  }

  @Test
  void meaningAndRemedyAreOneSentenceEach() {
    assertThat(
            Stream.of(FindingCode.values())
                .flatMap(code -> Stream.of(code.meaning(), code.remedy())))
        .doesNotHaveDuplicates()
        .allSatisfy(text -> assertThat(text).matches("[A-Z][^.\\n]+\\."));
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Findings

            What may be found, by code. `./auditor findings explain CODE` says the same.

            - FAILED: the comparison fails unless the runbook announced the finding with a reason.
            - INDETERMINATE: something was not compared or examined; nothing can announce or excuse that.
            - Remark: something about the data as it was found, which may have been so for years; it changes no verdict.
            """);
    for (FindingCode code : FindingCode.values()) {
      page.append("\n## %s\n".formatted(code))
          .append("%s. %s\n\n".formatted(kind(code), code.meaning()))
          .append("*What to do:* %s\n".formatted(code.remedy()));
    }
    return page.toString();
  }

  private static String kind(FindingCode code) {
    return code.verdict() == Verdict.PASSED ? "Remark" : code.verdict().name();
  }
}
