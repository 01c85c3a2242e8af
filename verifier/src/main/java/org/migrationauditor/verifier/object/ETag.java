package org.migrationauditor.verifier.object;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What an object store calls the version of an object's content. It may be an MD5 and need not be:
 * 32 hexadecimal digits are the MD5 of an object that was sent in one piece and is not encrypted,
 * {@code <hex>-<n>} is the MD5 of the MD5s of n parts or, with n = 1, a random number of MinIO's.
 * It is a claim and never a digest.
 *
 * @param value without quotes
 */
public record ETag(String value) {
  /** What MinIO in FS mode says of a file it has no metadata of: no claim at all. */
  private static final String UNKNOWN = "0".repeat(32) + "-1";

  private static final Pattern PLAIN = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern OF_PARTS = Pattern.compile("[0-9a-f]{32}-[1-9][0-9]{0,4}");
  private static final int HEX_DIGITS = 32;

  /** The value without the quotes it has in headers and listings, its digits in lower case. */
  public ETag {
    value = value.replace("\"", "").toLowerCase(Locale.ROOT);
  }

  /** Whether it can be the MD5 of the content as a whole. */
  public boolean plain() {
    return PLAIN.matcher(value).matches();
  }

  /** Whether it can be the MD5 of the MD5s of parts. */
  public boolean ofParts() {
    return OF_PARTS.matcher(value).matches() && !value.equals(UNKNOWN);
  }

  /** Whether it says nothing of the content, so that another content may have the same. */
  public boolean unknown() {
    return value.equals(UNKNOWN);
  }

  /** Parts the object was sent in, count; of one that is {@link #ofParts()}. */
  int parts() {
    return Integer.parseInt(value.substring(HEX_DIGITS + 1));
  }

  /** The MD5 it claims, in hex. */
  String md5() {
    return value.substring(0, HEX_DIGITS);
  }
}
