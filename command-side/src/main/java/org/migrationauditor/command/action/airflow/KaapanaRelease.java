package org.migrationauditor.command.action.airflow;

import java.util.Arrays;
import java.util.Optional;

/** Releases of Kaapana between which the interface of its Airflow changed. */
public enum KaapanaRelease {
  /** Runs are listed with GET, and a run that was begun is not named. */
  V0_1_3("0.1.3"),
  /** And later: runs are listed with POST, and a run that was begun is named. */
  V0_2_2("0.2.2");

  private final String number;

  KaapanaRelease(String number) {
    this.number = number;
  }

  /** As a runbook writes it. */
  public String number() {
    return number;
  }

  /** The release of a number; empty when there is none here. */
  public static Optional<KaapanaRelease> of(String number) {
    return Arrays.stream(values()).filter(release -> release.number.equals(number)).findFirst();
  }
}
