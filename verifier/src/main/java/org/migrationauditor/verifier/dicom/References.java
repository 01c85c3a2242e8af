package org.migrationauditor.verifier.dicom;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Instances that a data set refers to, however deep: Referenced SOP Instance UID (0008,1155) where
 * Referenced SOP Class UID (0008,1150) before it is none of the standard's classes that nobody
 * stores, such as that of a performed procedure step.
 */
final class References {
  /** Most that are kept of one file, count. */
  static final int MOST = 10_000;

  static final int CLASS_UID = 0x00081150;
  static final int INSTANCE_UID = 0x00081155;

  private static final String STANDARD = "1.2.840.10008.";
  private static final String STORAGE = "1.2.840.10008.5.1.4.1.1.";

  /** Storage classes with another beginning (PS3.4 B.5, GG.3). */
  private static final Set<String> OTHER_STORAGE =
      Set.of(
          "1.2.840.10008.5.1.4.34.7",
          "1.2.840.10008.5.1.4.34.10",
          "1.2.840.10008.5.1.4.38.1",
          "1.2.840.10008.5.1.4.39.1",
          "1.2.840.10008.5.1.4.43.1",
          "1.2.840.10008.5.1.4.44.1",
          "1.2.840.10008.5.1.4.45.1");

  private final Set<String> instances = new LinkedHashSet<>();
  private boolean stored = true;
  private boolean tooMany;

  /** Takes the class of the reference that follows. */
  void ofClass(String uid) {
    stored = !uid.startsWith(STANDARD) || uid.startsWith(STORAGE) || OTHER_STORAGE.contains(uid);
  }

  /** Takes a reference, which ends what was said of its class. */
  void to(String uid) {
    if (stored && isUid(uid) && !instances.contains(uid)) {
      tooMany = instances.size() == MOST;
      if (!tooMany) {
        instances.add(uid);
      }
    }
    stored = true;
  }

  /** Whether it has the characters of one and stands for itself in a list. */
  private static boolean isUid(String uid) {
    return !uid.isEmpty()
        && uid.length() <= Vr.longest(Vr.UI)
        && uid.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }

  /** Whether there were more than are kept. */
  boolean tooMany() {
    return tooMany;
  }

  /** In the order of the file, that of the instance itself left out. */
  List<String> others(String itself) {
    instances.remove(itself);
    return List.copyOf(instances);
  }
}
