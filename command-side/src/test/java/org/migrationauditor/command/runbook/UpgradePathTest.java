package org.migrationauditor.command.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which runbooks lead from one version to another. */
class UpgradePathTest {
  @ParameterizedTest
  @CsvSource({
    "0.1.3, 0.5.x, 0.1.3-to-0.2.2 0.2.x-to-0.3.x 0.3.5-to-0.4.1 0.4.x-to-0.5.x",
    "0.2.4, 0.3.5, 0.2.x-to-0.3.x",
    "0.3.5, 0.5.3, 0.3.5-to-0.4.1 0.4.x-to-0.5.x"
  })
  void isOneRunbookAfterTheOther(String from, String to, String runbooks) {
    assertThat(UpgradePath.between(from, to))
        .extracting(runbook -> runbook.id().value().replace("kaapana-", ""))
        .containsExactly(runbooks.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.1.3 | 0.6.0 | migrating from 0.5.x to 0.6.0 is currently not possible",
        "0.5.3 | 0.6.x | migrating from 0.5.x to 0.6.0 is currently not possible",
        "0.1.2 | 0.5.x | : no runbook leads on from there",
        "0.4.1 | 0.2.2 | : no runbook leads on from there",
        "new   | 0.5.x | : is none; write one"
      })
  void isRefusedWhereNoneLeads(String from, String to, String words) {
    assertThatThrownBy(() -> UpgradePath.between(from, to))
        .isInstanceOf(RunbookException.class)
        .hasMessageContaining(words);
  }
}
