package org.migrationauditor.reports.sign;

import java.time.Instant;
import org.migrationauditor.reports.SignatureField;

/**
 * A signature that is asked for.
 *
 * @param field whose meaning it has
 * @param at time that the signature claims; to the second
 * @param reason in the signer's own words; at most 200 characters, none of them a control; empty
 *     for none
 */
public record SignatureRequest(SignatureField field, Instant at, String reason) {
  private static final int LONGEST = 200;

  public SignatureRequest {
    reason = reason.strip();
    if (reason.length() > LONGEST || reason.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "reason: %d characters or a control character; nothing was signed, give one line of at most %d"
              .formatted(reason.length(), LONGEST));
    }
  }
}
