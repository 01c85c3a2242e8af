package org.migrationauditor.command.action.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PatternSearchTest {
  @ParameterizedTest
  @ValueSource(strings = {"(a+)+\\1b", "(a|a)*\\1b", "(a|b|ab)*c"})
  void anExpressionThatBacktracksForEverIsGivenUp(String expression) {
    assertThat(PatternSearch.of(expression).orElseThrow().in("ab".repeat(10) + "a".repeat(4000)))
        .isEqualTo(PatternSearch.Result.TOO_HARD);
  }

  @Test
  void anOrdinaryExpressionIsFoundOrNotAtTheEndOfALongLine() {
    PatternSearch search = PatternSearch.of("\\(FQDN\\): $").orElseThrow();

    assertThat(search.in("x".repeat(100_000) + "(FQDN): ")).isEqualTo(PatternSearch.Result.FOUND);
    assertThat(search.in("x".repeat(100_000))).isEqualTo(PatternSearch.Result.NOT_FOUND);
  }

  @Test
  void whatIsNoExpressionGivesNoSearch() {
    assertThat(PatternSearch.of("(")).isEmpty();
  }
}
