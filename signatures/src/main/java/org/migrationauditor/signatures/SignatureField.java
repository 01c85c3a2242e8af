package org.migrationauditor.signatures;

import java.util.Locale;

/**
 * The places for signatures on the last pages of a report, in the order in which people sign. Each
 * is an empty, visible signature field of the unsigned document whose appearance says that nobody
 * signed; who signs into one brings an appearance of their own.
 */
public enum SignatureField {
  /** Who made the report from the stored history. */
  PREPARED,
  /** Who read it against the evidence. */
  REVIEWED,
  /** Who answers for the decision that rests on it. */
  APPROVED;

  /** Width of a field's box, points. */
  public static final float WIDTH = 250;

  /** Height of a field's box, points. */
  public static final float HEIGHT = 62;

  /** Full name of the form field, such as {@code prepared}. */
  public String fieldName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
