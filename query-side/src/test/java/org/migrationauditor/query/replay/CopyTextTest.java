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
        .containsExactly("a\\tb\tone\\ntwo\\r\tback\\\\slash \\\\N and \u2400");
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
        .containsExactly(
            "m\t\\N\t7\tt\t{a,\"b\\\\\"c\\\\\\\\d\"}\t\\\\x" + "0".repeat(64) + "\t{}\tf");
  }

  @Test
  void roundsTimesToMicrosecondsAsTheDriverDoes() {
    text.add(Table.PARAMETER, "m", Instant.parse("2026-03-01T22:00:00.123456499Z"), "");
    text.add(Table.PARAMETER, "m", Instant.parse("2026-12-31T23:59:59.999999500Z"), "");

    assertThat(text.rows().get(Table.PARAMETER))
        .containsExactly("m\t2026-03-01 22:00:00.123456+00\t", "m\t2027-01-01 00:00:00+00\t");
  }

  @Test
  void refusesARowOfAnotherTable() {
    assertThatThrownBy(() -> text.add(Table.PARAMETER, "m"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("table 'parameter' has 3 columns, not 1");
  }
}
