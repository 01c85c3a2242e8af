package org.migrationauditor.query.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.migration.RepeatAllowed;
import org.migrationauditor.messages.migration.StepApproved;
import org.migrationauditor.messages.migration.StepAttested;

/** What people said of a step, one sentence each, with the time of the event in UTC. */
public final class People {
  private People() {}

  public static String sentence(StepAttested event, Instant at) {
    String file = event.evidenceFile();
    ContentDigest digest = event.evidenceDigest();
    String did =
        file == null ? "attested" : "attested with file %s (SHA-256 %s)".formatted(file, digest);
    return sentence(event.person(), did, at, event.note());
  }

  public static String sentence(StepApproved event, Instant at) {
    return sentence(event.approver(), "approved", at, event.reason());
  }

  public static String sentence(RepeatAllowed event, Instant at) {
    return sentence(event.operator(), "allowed another attempt", at, event.reason());
  }

  private static String sentence(String name, String did, Instant at, String words) {
    return "%s %s at %s: %s".formatted(name, did, at.truncatedTo(ChronoUnit.SECONDS), words);
  }
}
