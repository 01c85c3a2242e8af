package org.migrationauditor.verifier.export;

/** A form in which an inventory's manifest can be given to others. */
public enum ExportFormat {
  /** What {@code sha256sum -c} checks in the archive's folder. */
  SHA256SUM,
  /** One line an entry with a header (RFC 4180); safe to open in a spreadsheet. */
  CSV,
  /** One JSON object an entry and line; a column without a value is no member. */
  JSONL,
  /** The manifest itself. */
  PARQUET
}
