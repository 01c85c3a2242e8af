package org.migrationauditor.verifier.dimse;

/** What names an instance within an archive. */
record InstanceUids(String study, String series, String sop) {
  String key() {
    return study + "/" + series + "/" + sop;
  }
}
