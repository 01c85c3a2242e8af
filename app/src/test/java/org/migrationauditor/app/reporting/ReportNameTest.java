package org.migrationauditor.app.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.migration.MigrationId;

final class ReportNameTest {
  private static final MigrationId NIGHT = new MigrationId("night");

  private static String name(String owner) {
    return ReportName.of(NIGHT, "00042", new OwnerKey(owner));
  }

  @Test
  void theWholeMigrationAndAnOwnerAreNamedReadably() {
    assertThat(ReportName.of(NIGHT, "00042", null)).isEqualTo("night-00042-whole");
    assertThat(name("TRIAL 7")).matches("night-00042-TRIAL_7-[0-9a-f]{16}");
  }

  @Test
  void ownersMadeToCollideDoNotOverwriteEachOthersReport() {
    String long60 = "x".repeat(60);
    assertThat((long60 + "AaAa").hashCode()).isEqualTo((long60 + "BBBB").hashCode());
    assertThat(name(long60 + "AaAa")).isNotEqualTo(name(long60 + "BBBB"));
  }
}
