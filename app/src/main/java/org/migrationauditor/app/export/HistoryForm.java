package org.migrationauditor.app.export;

/** A form in which the history of a migration can be given to others. */
public enum HistoryForm {
  /** One message of DICOM PS3.15 A.5 a line, for those events that it has one for. */
  DICOM_AUDIT,
  /** One document of W3C PROV-JSON. */
  PROV,
  /** One line an event with a header (RFC 4180); safe to open in a spreadsheet. */
  CSV,
  /** One JSON object an event and line, with names readable. */
  JSONL
}
