package org.migrationauditor.messages.inventory;

import org.migrationauditor.messages.Verdict;

/**
 * How an entry differs between two inventories or between two views of one archive, or what is
 * remarkable about it in one: the one published list of codes. Codes are stable; they are never
 * renamed. {@code docs/findings.md} is this list as a page.
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
  /** In another lossless transfer syntax, which is not or could not be decoded here. */
  PIXELS_NOT_COMPARED(
      Verdict.INDETERMINATE,
      "The DICOM instance has the same attributes, and its pixel data are in another lossless"
          + " compression that is not decoded here, or are damaged, so that they were not compared.",
      "Decode both with a program that knows the compression, and compare the pixels."),
  /** Could not be read to the end on at least one side. */
  UNREADABLE(
      Verdict.INDETERMINATE,
      "The entry could not be read to its end in at least one inventory.",
      "Remove the cause that the detail names, such as access denied or a file in use, and take"
          + " that inventory anew."),
  /** Read to its end, and what the archive tells of it does not fit. */
  SUSPECT(
      Verdict.FAILED,
      "The entry was read to its end, and something in or beside it does not fit, such as an ETag, a"
          + " page's checksum or a missing metadata file; the detail names it.",
      "Take the entry for damaged until another copy of it is compared."),
  /** No inventory holds anything, so nothing was compared or examined. */
  EMPTY(
      Verdict.INDETERMINATE,
      "No inventory holds anything of what its view is about, so nothing was compared or examined.",
      "Check that each address names the archive that was meant."),
  /** Known from a record only, so that its content was not examined. */
  NOT_EXAMINED(
      Verdict.INDETERMINATE,
      "The instances are known from a record only, so that what is in their files was not examined.",
      "Take an inventory of the archive's files, and examine that."),
  /** More references than are kept of one instance. */
  TOO_MANY_REFERENCES(
      Verdict.INDETERMINATE,
      "The instance refers to more instances than are kept of one, so that not all references were"
          + " checked.",
      "Check the references of this instance with another tool."),
  /** Refers to an instance that the inventory does not hold. */
  DANGLING_REFERENCE(
      Verdict.PASSED,
      "The instance refers to others that are not in the inventory.",
      "Find out whether they were ever sent to the archive, or were deleted from it."),
  /** One PatientID with other names, birth dates or sexes. */
  PATIENT_CONFLICT(
      Verdict.PASSED,
      "One PatientID of one issuer stands with several names, birth dates or sexes.",
      "Ask who keeps the patients' records whether these are one person; correct it in the archive"
          + " after the migration."),
  /** One study with several patients. */
  STUDY_OF_SEVERAL_PATIENTS(
      Verdict.PASSED,
      "One Study Instance UID stands with several patients.",
      "Find out which patient the study is of; an archive shows it under one of them only."),
  /** One series in several studies. */
  SERIES_IN_SEVERAL_STUDIES(
      Verdict.PASSED,
      "One Series Instance UID stands in several studies.",
      "Find out who gave the UID away twice; a system that knows UIDs only mixes them up."),
  /** One series with several modalities. */
  SERIES_OF_SEVERAL_MODALITIES(
      Verdict.PASSED,
      "One Series Instance UID stands with several modalities, which the standard forbids.",
      "Expect tools that work by series to leave a part of it out."),
  /** One SOP Instance UID in several entries. */
  UID_TWICE(
      Verdict.PASSED,
      "One SOP Instance UID stands in several entries, which may have the same bytes or not.",
      "Find out which of them the archive shows; where the bytes differ, the other is hidden."),
  /** A file of no bytes. */
  ZERO_BYTES(
      Verdict.PASSED,
      "The file is empty.",
      "Look for a full disk at the time of its last change, and for the instance in a backup."),
  /** A file of nothing but zero bytes. */
  ZERO_FILLED(
      Verdict.PASSED,
      "The file holds nothing but zero bytes.",
      "Look for a crash or a broken disk at the time of its last change, and for the instance in a"
          + " backup."),
  /** A DICOM file that ends too early. */
  CUT_OFF(
      Verdict.PASSED,
      "The DICOM file ends before its content does.",
      "Look for the whole instance at its sender or in a backup."),
  /** Bytes behind the end of a data set. */
  TRAILING_BYTES(
      Verdict.PASSED,
      "The DICOM file goes on behind the end of its data set.",
      "Expect a strict reader to refuse it; nothing of the instance itself is missing."),
  /** A file that breaks the rules of encoding. */
  MALFORMED(
      Verdict.PASSED,
      "The DICOM file breaks the rules of encoding, at the place that is named.",
      "Expect readers to differ about it; compare what two of them show."),
  /** A data set without what PS3.10 asks for before it. */
  NO_FILE_META(
      Verdict.PASSED,
      "The file is a data set without preamble or file meta information.",
      "Expect readers to refuse it or to guess its transfer syntax."),
  /** Among DICOM files, and none. */
  NOT_DICOM(
      Verdict.PASSED,
      "The file lies among DICOM files and is none.",
      "Find out which program put it there; no DICOM service shows it."),
  /** A UID that is none by its form. */
  INVALID_UID(
      Verdict.PASSED,
      "A UID has more than 64 characters, others than digits and dots, an empty component, or one"
          + " that begins with zero.",
      "Expect strict receivers to refuse the instance, and never give it a new UID by hand."),
  /** An identifier that every instance has. */
  MISSING_IDENTIFIER(
      Verdict.PASSED,
      "The SOP class, the modality, or the UID of the instance, its series or its study is missing.",
      "Find out which program wrote the instance; an archive may have made up what is missing."),
  /** File meta information names another instance or class than the data set. */
  META_DISAGREES(
      Verdict.PASSED,
      "File meta information names another SOP class or instance than the data set.",
      "Find out which program changed one of the two; readers differ in which they believe."),
  /** A value of more characters than its value representation allows. */
  VALUE_TOO_LONG(
      Verdict.PASSED,
      "A value has more characters than its value representation allows.",
      "Expect receivers to cut it off or to refuse it."),
  /** A date that is none. */
  INVALID_DATE(
      Verdict.PASSED,
      "A date is no day of the calendar in eight digits.",
      "Expect a search by date to pass the instance over."),
  /** A value of an odd number of bytes. */
  ODD_LENGTH(
      Verdict.PASSED,
      "A value has an odd number of bytes, which the standard forbids.",
      "Expect strict readers to refuse it."),
  /** A private element that nobody claims. */
  PRIVATE_WITHOUT_CREATOR(
      Verdict.PASSED,
      "A private element stands without the element that says whose it is.",
      "Expect tools to drop it or to take it for something else."),
  /** Characters beyond ASCII that are not declared. */
  UNDECLARED_CHARACTERS(
      Verdict.PASSED,
      "The patient's or the institution's name has characters beyond the default repertoire, and no"
          + " Specific Character Set declares them.",
      "Expect every tool to show them its own way."),
  /** A path with a patient's name, PatientID or birth date in it. */
  KEY_NAMES_PATIENT(
      Verdict.PASSED,
      "The name of a file or folder has the patient's name, PatientID or birth date in it; lists and"
          + " reports show a pseudonym in its place.",
      "Find out which program names files so; whoever sees the folder learns whose data it is.");

  private final Verdict verdict;
  private final String meaning;
  private final String remedy;

  FindingCode(Verdict verdict, String meaning, String remedy) {
    this.verdict = verdict;
    this.meaning = meaning;
    this.remedy = remedy;
  }

  /**
   * Verdict of a comparison in which this code stands unexplained; {@link Verdict#PASSED} for a
   * remark, which is about data as it was found and changes no verdict.
   */
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
