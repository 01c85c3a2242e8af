package org.migrationauditor.verifier.dimse;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.ElementDictionary;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;

/**
 * Identifiers of C-FIND in the Study Root model, hierarchical as every PACS takes them (PS3.4
 * C.4.1.2).
 */
final class Query {
  private Query() {}

  /** All studies, with a date and without. */
  static Attributes studies() {
    return studies("");
  }

  /** Studies of a range of dates, both included. */
  static Attributes studies(LocalDate first, LocalDate last) {
    return studies(first.equals(last) ? date(first) : date(first) + "-" + date(last));
  }

  private static Attributes studies(String dates) {
    Attributes query =
        asking(
            "STUDY",
            Tag.StudyInstanceUID,
            Tag.PatientID,
            Tag.IssuerOfPatientID,
            Tag.ClinicalTrialProtocolID,
            Tag.NumberOfStudyRelatedInstances);
    query.setString(Tag.StudyDate, VR.DA, dates);
    return query;
  }

  /** All series of a study. */
  static Attributes series(String study) {
    Attributes query =
        asking("SERIES", Tag.SeriesInstanceUID, Tag.Modality, Tag.NumberOfSeriesRelatedInstances);
    query.setString(Tag.StudyInstanceUID, VR.UI, study);
    return query;
  }

  /** All instances of a series. */
  static Attributes instances(String study, String series) {
    Attributes query =
        asking(
            "IMAGE",
            Tag.SOPInstanceUID,
            Tag.SOPClassUID,
            Tag.RetrieveAETitle,
            Tag.InstanceAvailability,
            Tag.AvailableTransferSyntaxUID,
            Tag.PatientID,
            Tag.IssuerOfPatientID,
            Tag.ClinicalTrialProtocolID);
    query.setString(Tag.StudyInstanceUID, VR.UI, study);
    query.setString(Tag.SeriesInstanceUID, VR.UI, series);
    return query;
  }

  private static Attributes asking(String level, int... tags) {
    Attributes query = new Attributes();
    query.setString(Tag.QueryRetrieveLevel, VR.CS, level);
    for (int tag : tags) {
      query.setNull(tag, ElementDictionary.vrOf(tag, null));
    }
    return query;
  }

  /** As DICOM writes it (PS3.5 6.2, DA). */
  static String date(LocalDate date) {
    return DateTimeFormatter.BASIC_ISO_DATE.format(date);
  }
}
