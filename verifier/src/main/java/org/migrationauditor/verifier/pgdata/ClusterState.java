package org.migrationauditor.verifier.pgdata;

import java.util.Locale;

/** What a cluster was doing when it last wrote that down, in the order of the numbers it writes. */
public enum ClusterState {
  STARTING_UP,
  SHUT_DOWN,
  SHUT_DOWN_IN_RECOVERY,
  SHUTTING_DOWN,
  IN_CRASH_RECOVERY,
  IN_ARCHIVE_RECOVERY,
  IN_PRODUCTION;

  static ClusterState of(int number) throws UnsoundControlException {
    if (number < 0 || number >= values().length) {
      throw new UnsoundControlException("tells state %d, which is not known".formatted(number));
    }
    return values()[number];
  }

  /** Whether all that was committed is in the files, and no server may be writing. */
  public boolean atRest() {
    return this == SHUT_DOWN || this == SHUT_DOWN_IN_RECOVERY;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
