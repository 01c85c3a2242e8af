package org.migrationauditor.verifier.dicom;

/** What a walk from the first to the last byte of a file found. */
public enum DicomStructure {
  /** Part 10 with file meta information, every element inside its bounds up to the last byte. */
  SOUND,
  /**
   * A data set without preamble or file meta information, otherwise sound (PS3.10 7.1 asks for
   * both).
   */
  NO_FILE_META,
  /** An element, item or length breaks the rules of PS3.5, or an identifier is missing. */
  MALFORMED,
  /**
   * The file ends inside an element, item or fragment, or before an element that a whole one has.
   */
  TRUNCATED,
  /** Sound up to a point, and then bytes that belong to nothing. */
  TRAILING_BYTES,
  /** Nothing but zero bytes, or none at all. */
  EMPTY,
  /** Not DICOM. */
  NOT_DICOM
}
