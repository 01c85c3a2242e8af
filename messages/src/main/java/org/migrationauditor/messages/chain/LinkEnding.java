package org.migrationauditor.messages.chain;

/** How the migration of a link ended. */
public enum LinkEnding {
  COMPLETED,
  ROLLED_BACK
}
