package org.migrationauditor.query.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;

/**
 * What a report's file turned out to be; every text may be a stranger's.
 *
 * @param verdict PASSED if it is as it was signed and still counts
 * @param answers to each question that was asked, in the order of asking
 * @param signatures those that fit the file, the first made first
 */
public record CheckedReport(Verdict verdict, List<Answer> answers, List<Signature> signatures) {
  public CheckedReport {
    answers = List.copyOf(answers);
    signatures = List.copyOf(signatures);
  }

  /**
   * One question and its answer.
   *
   * @param what was looked at, such as {@code signature}
   * @param sentence for a person who is not a technician
   */
  public record Answer(String what, Verdict verdict, String sentence) {}

  /**
   * A signature, or a time stamp over all of the file.
   *
   * @param field of the form that shows it, such as {@code approved}
   * @param subject of the certificate
   * @param fingerprint SHA-256 of the certificate
   * @param selfMade whether this program made the key, so that it proves no identity
   * @param reason as the signer gave it; empty if none was given
   * @param at by the signer's own clock, or what the time stamp claims; null if not told
   * @param timeStamp whether it is a time stamp and nobody's signature
   */
  public record Signature(
      String field,
      String subject,
      ContentDigest fingerprint,
      boolean selfMade,
      String reason,
      @Nullable Instant at,
      boolean timeStamp) {}
}
