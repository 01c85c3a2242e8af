package org.migrationauditor.verifier.dicom;

import java.util.Locale;
import java.util.function.Supplier;

/**
 * What is wrong with a file. The first problem that spoils the walk is the one to tell, since what
 * is read after it may mean nothing; before that, the first of all.
 */
final class Findings {
  private DicomStructure structure = DicomStructure.SOUND;
  private String problem = "";
  private boolean settled;

  /** Something against the rules, after which the walk goes on as if nothing were. */
  void note(DicomStructure found, Supplier<String> what) {
    if (structure == DicomStructure.SOUND || structure == DicomStructure.NO_FILE_META) {
      tell(found, what);
    }
  }

  /** Something after which it is not certain what bytes mean. */
  void settle(DicomStructure found, Supplier<String> what) {
    if (!settled) {
      tell(found, what);
      settled = true;
    }
  }

  private void tell(DicomStructure found, Supplier<String> what) {
    structure = found;
    problem = what.get();
  }

  /** Whether anything was settled. */
  boolean settled() {
    return settled;
  }

  DicomStructure structure() {
    return structure;
  }

  String problem() {
    return problem;
  }

  /** Words about an element, or an item, that starts at an offset. */
  static String at(int tag, long offset, String what) {
    return name(tag) + " at byte " + offset + ": " + what;
  }

  /** How a tag is written. */
  static String name(int tag) {
    return String.format(Locale.ROOT, "(%04x,%04x)", tag >>> 16, tag & 0xFFFF);
  }
}
