package org.migrationauditor.command.runbook;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nobody starts at 0.1.3 without having been told what 0.4.x to 0.5.x will lose. */
class ForeseenLossesTest {
  private static final ForeseenLosses LOSSES =
      new ForeseenLosses(UpgradePath.between("0.1.3", "0.5.x"));

  @Test
  void tellsThoseOfEveryLinkWithTheOptionToCopy() {
    assertThatThrownBy(() -> LOSSES.requireAcknowledged(Set.of()))
        .isInstanceOf(RunbookException.class)
        .hasMessageContaining(
            "loss '1:users': users, passwords and groups of Keycloak will be lost by kaapana-0.1.3-to-0.2.2, since ")
        .hasMessageContaining("loss '4:datasets': ")
        .hasMessageContaining("will be lost by kaapana-0.4.x-to-0.5.x")
        .hasMessageEndingWith("--accept-loss " + String.join(",", LOSSES.byId().keySet()));
  }

  @Test
  void isContentWithAllAndWithNothingLess() {
    LOSSES.requireAcknowledged(LOSSES.byId().keySet());
    Set<String> but = new HashSet<>(LOSSES.byId().keySet());
    but.remove("3:datasets"); // links 1 and 4 have one of that name as well

    assertThatThrownBy(() -> LOSSES.requireAcknowledged(but))
        .hasMessageContaining("loss '3:datasets'")
        .hasMessageEndingWith("--accept-loss 3:datasets");
  }

  @Test
  void refusesALossThatNoLinkNames() {
    Set<String> more = new HashSet<>(LOSSES.byId().keySet());
    more.add("2:users");

    assertThatThrownBy(() -> LOSSES.requireAcknowledged(more))
        .hasMessage("loss '2:users': no link names such a loss; leave it out");
  }
}
