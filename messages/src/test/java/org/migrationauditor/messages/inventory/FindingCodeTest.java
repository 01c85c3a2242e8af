package org.migrationauditor.messages.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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

            What a comparison may find, by code. `./auditor findings explain CODE` says the same.

            - FAILED: the comparison fails unless the runbook announced the finding with a reason.
            - INDETERMINATE: something was not compared; nothing can announce or excuse that.
            """);
    for (FindingCode code : FindingCode.values()) {
      page.append("\n## %s\n".formatted(code))
          .append("%s. %s\n\n".formatted(code.verdict(), code.meaning()))
          .append("*What to do:* %s\n".formatted(code.remedy()));
    }
    return page.toString();
  }
}
