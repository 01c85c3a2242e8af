package org.migrationauditor.verifier.dicomweb;

/** What names an instance within an archive; each can stand in an address. */
record InstanceUids(String study, String series, String sop) {
  String key() {
    return study + "/" + series + "/" + sop;
  }

  String path() {
    return "/studies/" + study + "/series/" + series + "/instances/" + sop;
  }
}
