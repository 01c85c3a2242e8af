package org.migrationauditor.verifier.dimse;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.jspecify.annotations.Nullable;

/**
 * One match of a query.
 *
 * @param values by tag, decoded, without padding and never empty
 */
record Match(Map<Integer, String> values) {
  private static final int VALUE_MAX = 1024;
  private static final Pattern UID = Pattern.compile("[0-9][0-9A-Za-z._-]{0,63}");
  private static final Pattern CODE = Pattern.compile("[A-Z0-9_ ]{1,16}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  /** What is kept of a match, whatever else a server sends. */
  private static final int[] TAGS = {
    Tag.SOPClassUID,
    Tag.SOPInstanceUID,
    Tag.StudyDate,
    Tag.RetrieveAETitle,
    Tag.InstanceAvailability,
    Tag.Modality,
    Tag.AvailableTransferSyntaxUID,
    Tag.PatientID,
    Tag.IssuerOfPatientID,
    Tag.ClinicalTrialProtocolID,
    Tag.StudyInstanceUID,
    Tag.SeriesInstanceUID,
    Tag.NumberOfStudyRelatedInstances,
    Tag.NumberOfSeriesRelatedInstances
  };

  static Match of(@Nullable Attributes identifier) {
    Map<Integer, String> values = new HashMap<>();
    if (identifier != null) {
      for (int tag : TAGS) {
        String value = identifier.getString(tag);
        if (value != null && !value.isBlank() && value.length() <= VALUE_MAX) {
          values.put(tag, value.strip());
        }
      }
    }
    return new Match(values);
  }

  /** Any text, null when there is none. */
  @Nullable String text(int tag) {
    return values.get(tag);
  }

  /** A value that can be a UID, else null. */
  @Nullable String uid(int tag) {
    return matching(UID, tag);
  }

  /** A value that can be a code string (PS3.5 6.2) or an AE title in capitals, else null. */
  @Nullable String code(int tag) {
    return matching(CODE, tag);
  }

  /** A value that is a count, else -1. */
  long number(int tag) {
    String number = matching(NUMBER, tag);
    return number == null ? -1 : Long.parseLong(number);
  }

  private @Nullable String matching(Pattern form, int tag) {
    String value = values.get(tag);
    return value != null && form.matcher(value).matches() ? value : null;
  }
}
