package org.migrationauditor.messages.inventory;

import org.migrationauditor.messages.Verdict;

/**
 * How an entry differs between two inventories, or between two views of one archive: the one
 * published list of codes. Codes are stable; they are never renamed. {@code docs/findings.md} is
 * this list as a page.
 */
public enum FindingCode {
  /** In the first inventory, not in the second. */
  MISSING(
      Verdict.FAILED,
      "The entry is in the first inventory and not in the second.",
      "Keep the first archive, copy the entry again from it, and take the second inventory anew."),
  /** In the second inventory, not in the first. */
  EXTRA(
      Verdict.FAILED,
      "The entry is in the second inventory and not in the first.",
      "Find out who wrote it; if it belongs there, let the runbook announce it with the reason."),
  /** Missing at its place, and the same bytes are extra at another. */
  MOVED(
      Verdict.FAILED,
      "The entry is missing at its place, and its bytes are at another where there was nothing"
          + " before.",
      "Move it back, or find out who moved it and let the runbook announce that with the reason."),
  /** Extra, with the bytes of an entry that is in both. */
  DUPLICATED(
      Verdict.FAILED,
      "The entry is in the second inventory only, and has the bytes of another that is in both.",
      "Find out who made the second copy; remove it, or let the runbook announce it with the"
          + " reason."),
  /** In both, with other bytes of the same or a greater length. */
  DIGEST_MISMATCH(
      Verdict.FAILED,
      "The entry is in both inventories with other bytes, and no shorter than before.",
      "Keep the first archive, find out what wrote to the entry, and copy it again."),
  /** A DICOM instance in other bytes, with the same data set and the same pixel data. */
  REENCODED(
      Verdict.FAILED,
      "The DICOM instance has other bytes, and the same attributes and pixel data: only the way they"
          + " are written differs.",
      "Find out which program wrote it again, and let the runbook announce that if it was meant to"
          + " be."),
  /** A DICOM instance in another transfer syntax, with the same decoded pixels. */
  TRANSCODED(
      Verdict.FAILED,
      "The DICOM instance has the same attributes and, decoded without loss, the same pixels: only"
          + " the way they are compressed or arranged differs.",
      "Find out which program compressed or decompressed it, and let the runbook announce that if"
          + " it was meant to be."),
  /** A DICOM instance with the same pixel data and other attributes. */
  PIXELS_SAME(
      Verdict.FAILED,
      "The DICOM instance has the same pixel data and other attributes.",
      "Find out what changed its attributes, such as a correction of a patient, and let the runbook"
          + " announce these attributes if they were meant to change."),
  /** In both, with fewer bytes in the second. */
  TRUNCATED(
      Verdict.FAILED,
      "The entry is in both inventories and has fewer bytes in the second.",
      "Look for a full disk or a copy that was cut off, and copy the entry again."),
  /** Missing at its place and found with the same bytes one level deeper: a copy into a copy. */
  NESTED_COPY(
      Verdict.FAILED,
      "The entry is missing at its place and lies with the same bytes one folder deeper: the tree"
          + " was copied into its own copy.",
      "Move the nested folder to its place, remove what is left of it, and take the second"
          + " inventory anew."),
  /** In both, with another type: a file became a link, a folder or the other way round. */
  TYPE_CHANGED(
      Verdict.FAILED,
      "The entry is of another type in the second inventory: a file, a folder, a link or something"
          + " else.",
      "Find out what replaced it, and copy the entry again so that links stay links."),
  /** In both with the same content, and something recorded beside it differs. */
  ATTRIBUTES_CHANGED(
      Verdict.FAILED,
      "The entry has the same content in both inventories, and other attributes: owner, mode, time"
          + " of last change, count of links, extended attributes, or what else the archive records.",
      "Give the entry its attributes back from the first archive, or copy it again with a tool that"
          + " keeps them."),
  /** A table that is in both, with other rows. */
  ROWS_DIFFER(
      Verdict.FAILED,
      "The table is in both inventories and does not hold the same rows: a row was added, removed,"
          + " doubled or changed.",
      "Find out what wrote to the database between the two inventories; if nothing should have,"
          + " restore the table again from the dump."),
  /** A sequence that is in both, with other parameters or another last value. */
  SEQUENCE_DIFFERS(
      Verdict.FAILED,
      "The sequence is in both inventories with other parameters or another last value.",
      "Set it to the value of the first inventory: one that is behind gives numbers away twice."),
  /** An object of a database that is in both and defined otherwise. */
  DEFINITION_DIFFERS(
      Verdict.FAILED,
      "The object is in both inventories and is defined otherwise: a table by its columns, a default,"
          + " an index, a constraint, a view or a function by its text.",
      "Find out which update of the schema changed it; if it was meant to, let the runbook announce"
          + " that."),
  /** A definition that two versions of PostgreSQL wrote in two ways. */
  DEFINITION_REWRITTEN(
      Verdict.INDETERMINATE,
      "The definition holds an expression that two versions of PostgreSQL wrote in two ways, which may"
          + " or may not mean the same.",
      "Show the definition on both servers, such as with \\d or \\sf of psql, and let a person compare"
          + " them."),
  /** The archive records or lists it, and the disk holds no file of it. */
  ROW_WITHOUT_FILE(
      Verdict.FAILED,
      "The archive records or lists the instance, and the disk holds no file of it.",
      "Look for the file in backups and other storages; until it is found, the instance is lost."),
  /** The disk holds it, and no row of the database claims it. */
  FILE_WITHOUT_ROW(
      Verdict.FAILED,
      "The disk holds the file, and no row of the database claims it.",
      "Keep the file, and let the archive import it if its instance is not stored elsewhere."),
  /** The file has another size than the archive recorded. */
  SIZE_DISAGREES(
      Verdict.FAILED,
      "The file has another size than the archive recorded when it stored it.",
      "Take the file for damaged until another copy of it is compared; look for a full disk."),
  /** The file has another digest than the archive recorded. */
  RECORDED_DIGEST_DISAGREES(
      Verdict.FAILED,
      "The file's bytes do not give the digest that the archive recorded when it stored it.",
      "Take the file for damaged until another copy of it is compared."),
  /** The file names itself by other UIDs or another transfer syntax than its row. */
  IDENTITY_DISAGREES(
      Verdict.FAILED,
      "The file names itself by other UIDs or another transfer syntax than its row in the database.",
      "Find out whether two files were exchanged; compare both with the sender's."),
  /** Several rows claim one path and are not marked as sharing it. */
  PATH_CLAIMED_TWICE(
      Verdict.FAILED,
      "Several rows of the database claim one path and are not marked as sharing it.",
      "Find out which instance the file is; the others have lost theirs."),
  /** One SOP Instance UID stands in several series of one view. */
  UID_IN_TWO_SERIES(
      Verdict.FAILED,
      "One SOP Instance UID stands in several series.",
      "Find out which of them the modality made; a system that knows UIDs only keeps one of them."),
  /** Known otherwise, and not listed by QIDO-RS or C-FIND. */
  NOT_IN_WEB(
      Verdict.FAILED,
      "The instance is known otherwise, and the archive does not list it when it is asked.",
      "Look whether it is rejected or hidden from this caller; if not, users cannot find it."),
  /** Known otherwise, and no instance of the database. */
  NOT_IN_DATABASE(
      Verdict.FAILED,
      "The instance is known otherwise, and the database has no row of it.",
      "Keep what there is of it, and let the archive import it."),
  /** A series that is known otherwise, and not in the metadata index. */
  NOT_IN_INDEX(
      Verdict.FAILED,
      "The series is known otherwise, and not in the metadata index.",
      "Look for a failed run of service-extract-metadata, and index the series again."),
  /** A series that is in the metadata index and in no other view. */
  ONLY_IN_INDEX(
      Verdict.FAILED,
      "The series is in the metadata index and in no other view.",
      "Find out whether its images were lost or deleted on purpose, then index anew."),
  /** A series of segmentations or structure sets without a thumbnail in the object store. */
  NO_THUMBNAIL(
      Verdict.FAILED,
      "The series is of segmentations or structure sets, and the object store holds no thumbnail of"
          + " it.",
      "Look for a failed run of service-segmentation-thumbnail, and run it for the series again."),
  /** A thumbnail of a series that is in no other view. */
  THUMBNAIL_WITHOUT_SERIES(
      Verdict.FAILED,
      "The object store holds a thumbnail of a series that is in no other view.",
      "Find out whether the series was lost or deleted on purpose; in that case delete its thumbnail"
          + " too."),
  /** In both, with no digest of one kind on both sides, so that their content was not compared. */
  NOT_COMPARED(
      Verdict.INDETERMINATE,
      "The entry is in both inventories, and no digest of its content is known on both sides.",
      "Take both inventories from a view that reads the content, and compare these."),
  /** In another lossless transfer syntax, which is not decoded here. */
  PIXELS_NOT_COMPARED(
      Verdict.INDETERMINATE,
      "The DICOM instance has the same attributes, and its pixel data are in another lossless"
          + " compression that is not decoded here, so that they were not compared.",
      "Decode both with a program that knows the compression, and compare the pixels."),
  /** Could not be read to the end on at least one side. */
  UNREADABLE(
      Verdict.INDETERMINATE,
      "The entry could not be read to its end in at least one inventory.",
      "Remove the cause that the detail names, such as access denied or a file in use, and take"
          + " that inventory anew."),
  /** Neither inventory holds anything, so nothing was compared. */
  EMPTY(
      Verdict.INDETERMINATE,
      "Neither inventory holds anything of what its view is about, so nothing was compared.",
      "Check that both addresses name the archive that was meant.");

  private final Verdict verdict;
  private final String meaning;
  private final String remedy;

  FindingCode(Verdict verdict, String meaning, String remedy) {
    this.verdict = verdict;
    this.meaning = meaning;
    this.remedy = remedy;
  }

  /** Verdict of a comparison in which this code stands unexplained. */
  public Verdict verdict() {
    return verdict;
  }

  /** What was seen, one sentence. */
  public String meaning() {
    return meaning;
  }

  /** What a person does next, one sentence. */
  public String remedy() {
    return remedy;
  }
}
