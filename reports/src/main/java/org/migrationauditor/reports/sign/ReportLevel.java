package org.migrationauditor.reports.sign;

import eu.europa.esig.dss.enumerations.SignatureLevel;

/** How long what a report's signatures prove can be seen (ETSI EN 319 142-1, 6). */
public enum ReportLevel {
  /** An authority vouches for the time at which the signatures were there. */
  T(SignatureLevel.PAdES_BASELINE_T),
  /** With what is to be known of the certificates, so that nobody need be asked again. */
  LT(SignatureLevel.PAdES_BASELINE_LT),
  /** With a time stamp over that too, so that it outlives the algorithms: renewed when needed. */
  LTA(SignatureLevel.PAdES_BASELINE_LTA);

  private final SignatureLevel level;

  ReportLevel(SignatureLevel level) {
    this.level = level;
  }

  SignatureLevel level() {
    return level;
  }
}
