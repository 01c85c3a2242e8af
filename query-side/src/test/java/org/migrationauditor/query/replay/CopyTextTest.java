package org.migrationauditor.query.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.migrationauditor.messages.ContentDigest;

final class CopyTextTest {
  private final CopyText text = new CopyText();

  @Test
  void keepsEachRowOnItsLineWhateverItsTextsHold() {
    text.add(Table.PARAMETER, "a\tb", "one\ntwo\r", "back\\slash \\N and \0");

    assertThat(text.rows().get(Table.PARAMETER))
        .hasToString("a\\tb\tone\\ntwo\\r\tback\\\\slash \\\\N and \u2400\n");
  }

  @Test
  void writesNullsNumbersFactsDigestsAndArrays() {
    text.add(
        Table.REPORT,
        "m",
        null,
        7L,
        true,
        new String[] {"a", "b\"c\\d"},
        new ContentDigest("0".repeat(64)),
        new String[0],
        false);

    assertThat(text.rows().get(Table.REPORT))
        .hasToString(
            "m\t\\N\t7\tt\t{\"a\",\"b\\\\\"c\\\\\\\\d\"}\t\\\\x" + "0".repeat(64) + "\t{}\tf\n");
  }

  @Test
  void roundsTimesToMicrosecondsAsTheDriverDoes() {
    text.add(Table.PARAMETER, "m", Instant.parse("2026-03-01T22:00:00.123456499Z"), "");
    text.add(Table.PARAMETER, "m", Instant.parse("2026-12-31T23:59:59.999999500Z"), "");

    assertThat(text.rows().get(Table.PARAMETER))
        .asString()
        .contains("2026-03-01T22:00:00.123456Z", "2027-01-01T00:00Z");
  }

  @Test
  void refusesARowOfAnotherTable() {
    assertThatThrownBy(() -> text.add(Table.PARAMETER, "m"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("table 'parameter' has 3 columns, not 1");
  }
}
