package org.migrationauditor.messages.log;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.migrationauditor.messages.PrintableText;

/**
 * Asks that another key sign the heads of the log.
 *
 * @param from key that signs them now, as C2SP signed-note writes a verifier key
 * @param to the other key, of the same name
 * @param reason why, one line of at most 2,000 characters
 * @param endorsement note of the change, signed by both keys
 */
public record ChangeLogKey(String from, String to, String reason, String endorsement) {
  private static final int MOST = 2_000;

  public ChangeLogKey {
    if (reason.isBlank()
        || reason.codePointCount(0, reason.length()) > MOST
        || !reason.codePoints().allMatch(PrintableText::prints)) {
      throw new IllegalArgumentException(
          "sealed log: the reason is empty, longer than %d characters or does not print; nothing was changed, say it in a few words"
              .formatted(MOST));
    }
  }

  /** Where the events of the log itself are. */
  @TargetAggregateIdentifier
  public String stream() {
    return LogEvent.STREAM;
  }
}
