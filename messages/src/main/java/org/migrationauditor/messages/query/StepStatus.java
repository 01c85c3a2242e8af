package org.migrationauditor.messages.query;

/** Where a step stands. */
public enum StepStatus {
  PENDING,
  STARTED,
  SUCCEEDED,
  FAILED,
  UNCERTAIN
}
