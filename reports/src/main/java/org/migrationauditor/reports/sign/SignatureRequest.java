package org.migrationauditor.reports.sign;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.migrationauditor.signatures.SignatureField;

/**
 * A signature that is asked for.
 *
 * @param field whose meaning it has
 * @param at time that the signature claims; to the second
 * @param reason in the signer's own words; at most 200 characters, none of them a control; empty
 *     for none; no slash before a word such as {@code Encrypt}, which a check would take for what
 *     it means in the file
 */
public record SignatureRequest(SignatureField field, Instant at, String reason) {
  private static final int LONGEST = 200;

  /** Names that a check looks for in the bytes of a file, where a reason stands as it is. */
  private static final Pattern RESERVED =
      Pattern.compile("/(ByteRange|ObjStm|XRef|Encrypt|Linearized)");

  public SignatureRequest {
    reason = reason.strip();
    if (reason.length() > LONGEST || reason.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "reason: %d characters or a control character; nothing was signed, give one line of at most %d"
              .formatted(reason.length(), LONGEST));
    }
    Matcher reserved = RESERVED.matcher(reason);
    if (reserved.find()) {
      throw new IllegalArgumentException(
          "reason: '%s' is a word of the file format, with which nobody could check the report;"
                  .formatted(reserved.group())
              + " nothing was signed, write it without the slash");
    }
  }
}
