package org.migrationauditor.messages.migration;

/** Who must act for a step to happen. */
public enum Actor {
  OPERATOR,
  APPROVER,
  OWNER
}
