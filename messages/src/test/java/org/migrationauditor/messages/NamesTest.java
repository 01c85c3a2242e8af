package org.migrationauditor.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.RunbookId;
import org.migrationauditor.messages.migration.StepId;

/** Names become file names, URL paths and stream ids, so all four kinds are held to one rule. */
class NamesTest {
  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of("migration", kind(MigrationId::new)),
        Arguments.of("runbook", kind(RunbookId::new)),
        Arguments.of("step", kind(StepId::new)),
        Arguments.of("inventory", kind(InventoryName::new)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void printAsTheyWereGiven(String kind, Function<String, Object> name) {
    for (String good : List.of("a", "0", "site-a.2026", "1.2.3", "x".repeat(63))) {
      assertThat(name.apply(good)).as(kind).hasToString(good).isEqualTo(name.apply(good));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void refuseWhatIsNoNameAndSayTheRule(String kind, Function<String, Object> name) {
    for (String bad :
        List.of(
            "",
            " ",
            "A",
            "-a",
            ".",
            "..",
            "../a",
            "a/b",
            "a\\b",
            "a b",
            "a_b",
            "ä",
            "a\n",
            "a\0",
            "<a>",
            "%2e",
            "x".repeat(64))) {
      assertThatThrownBy(() -> name.apply(bad))
          .as("%s '%s'", kind, bad)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "%s '%s': use 1 to 63 lower-case letters, digits, dots and hyphens", kind, bad);
    }
  }

  private static Function<String, Object> kind(Function<String, Object> name) {
    return name;
  }
}
