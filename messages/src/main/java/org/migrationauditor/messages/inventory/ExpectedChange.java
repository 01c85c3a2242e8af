package org.migrationauditor.messages.inventory;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A difference that the runbook announces. It is matched, listed apart and never hidden.
 *
 * @param code what is expected to be found
 * @param key glob over the whole entry key, {@code **} crossing folders; a DICOM entry may be
 *     announced as {@code study:<StudyInstanceUID>} instead
 * @param reason for the reader of the report
 * @param attributes tags of the only attributes that may change, as {@code (0010,0010)} in lower
 *     case; empty where any may. Only {@link FindingCode#PIXELS_SAME} can have some
 */
public record ExpectedChange(FindingCode code, String key, String reason, List<String> attributes) {
  private static final Pattern TAG = Pattern.compile("\\([0-9a-f]{4},[0-9a-f]{4}\\)");

  /**
   * A change of some attributes and no others.
   *
   * @throws IllegalArgumentException if one is no tag, or the code is not that of changed
   *     attributes
   */
  public ExpectedChange {
    attributes = List.copyOf(attributes);
    if (!attributes.isEmpty() && code != FindingCode.PIXELS_SAME) {
      throw new IllegalArgumentException("attributes go with PIXELS_SAME, not with " + code);
    }
    for (String tag : attributes) {
      if (!isTag(tag)) {
        throw new IllegalArgumentException("'%s' is no tag".formatted(tag));
      }
    }
  }

  /** A change of anything that the code is about. */
  public ExpectedChange(FindingCode code, String key, String reason) {
    this(code, key, reason, List.of());
  }

  /** Whether text is a tag as {@link #attributes} has them. */
  public static boolean isTag(String text) {
    return TAG.matcher(text).matches();
  }
}
