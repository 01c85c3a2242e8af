package org.migrationauditor.command.action.airflow;

import java.util.Arrays;
import java.util.Locale;

/** What a run of a DAG is doing. */
public enum RunState {
  QUEUED,
  RUNNING,
  SUCCESS,
  FAILED,
  /** A word that is not known here; never taken for an end. */
  OTHER;

  /** Whether the run will do nothing more. */
  public boolean ended() {
    return this == SUCCESS || this == FAILED;
  }

  /** As Airflow writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static RunState of(String word) {
    return Arrays.stream(values())
        .filter(state -> state != OTHER && state.word().equals(word))
        .findFirst()
        .orElse(OTHER);
  }
}
