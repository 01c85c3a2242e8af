package org.migrationauditor.verifier.dicom;

import static org.migrationauditor.verifier.dicom.DicomStructure.MALFORMED;
import static org.migrationauditor.verifier.dicom.DicomStructure.TRUNCATED;

import java.io.IOException;

/** Lengths that a data set declares, held against what they are in and what the file has. */
final class Bounds {
  private static final long UNDEFINED = 0xFFFFFFFFL;

  private final Window window;
  private final Frames frames;
  private final Findings findings;

  Bounds(Window window, Frames frames, Findings findings) {
    this.window = window;
    this.frames = frames;
    this.findings = findings;
  }

  /** Offset behind a value or item that starts here, at most that of what it is in. */
  long within(int tag, long at, long length) {
    if (length == UNDEFINED) {
      return Frames.OPEN;
    }
    long end = window.offset() + length;
    if (end <= frames.limit()) {
      return end;
    }
    findings.settle(
        MALFORMED,
        () ->
            Findings.at(
                tag,
                at,
                length
                    + " bytes declared, what it is in ends after "
                    + (frames.limit() - window.offset())));
    return frames.limit();
  }

  /** Whether all bytes of something were there. */
  boolean present(int tag, long at, long length, long passed) {
    if (passed < length) {
      findings.settle(
          TRUNCATED,
          () -> Findings.at(tag, at, length + " bytes declared, the file ends after " + passed));
    }
    return passed == length;
  }

  /** Asks an even length of an item; that of a value is remarked on by {@link Background}. */
  void even(int tag, long at, long length) {
    if (length % 2 != 0 && length != UNDEFINED) {
      findings.note(MALFORMED, () -> Findings.at(tag, at, "odd length " + length));
    }
  }

  /** Tells of what nests too deep to be walked. */
  void tooDeep() {
    findings.settle(
        MALFORMED,
        () -> Findings.at(frames.tag(), window.offset(), "nested deeper than " + Frames.MAX_DEPTH));
  }

  /** Goes past bytes that make no element; false if the file ends before what they are in. */
  boolean pass(long room) throws IOException {
    long left = room - window.skip(room);
    frames.abandon(window.offset());
    return left <= 0;
  }
}
