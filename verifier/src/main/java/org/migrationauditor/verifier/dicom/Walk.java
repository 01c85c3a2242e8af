package org.migrationauditor.verifier.dicom;

import static org.migrationauditor.verifier.dicom.DicomStructure.MALFORMED;
import static org.migrationauditor.verifier.dicom.DicomStructure.TRAILING_BYTES;
import static org.migrationauditor.verifier.dicom.DicomStructure.TRUNCATED;

import java.io.IOException;
import org.migrationauditor.verifier.dicom.Frames.Kind;

/**
 * A walk over the elements of a data set to its last byte (PS3.5 7). Nesting is kept in {@link
 * Frames}; values go to {@link Values}.
 */
final class Walk {
  static final int META_GROUP = 0x0002;

  private static final int HEADER = 8;
  private static final int LONG_HEADER = 12;
  private static final long UNDEFINED = 0xFFFFFFFFL;
  private static final int ITEM = 0xFFFEE000;
  private static final int ITEM_END = 0xFFFEE00D;
  private static final int SEQUENCE_END = 0xFFFEE0DD;

  private final Window window;
  private final Frames frames;
  private final Findings findings;
  private final Bounds bounds;
  private final Values values;
  private boolean meta;
  private boolean encapsulated;
  private boolean stopped;
  private int lastTag;

  Walk(
      Window window,
      Frames frames,
      Findings findings,
      Identifiers identifiers,
      Pixels pixels,
      DataSet dataSet) {
    this.window = window;
    this.frames = frames;
    this.findings = findings;
    bounds = new Bounds(window, frames, findings);
    values = new Values(window, frames, findings, bounds, identifiers, pixels, dataSet);
  }

  /** Walks up to the first element that is none of file meta information. */
  void fileMeta(Encoding encoding) throws IOException {
    meta = true;
    walk(encoding);
  }

  /**
   * Walks to the end.
   *
   * @param encapsulation whether pixel data may come in fragments
   */
  void dataSet(Encoding encoding, boolean encapsulation) throws IOException {
    encapsulated = encapsulation;
    walk(encoding);
  }

  /** Last tag of the data set itself; 0 before the first. */
  int lastTag() {
    return lastTag;
  }

  private void walk(Encoding encoding) throws IOException {
    frames.open(encoding);
    while (!stopped) {
      frames.leave(window.offset());
      step();
    }
  }

  private void step() throws IOException {
    long room = frames.limit() - window.offset();
    if (room < HEADER) {
      findings.settle(
          MALFORMED,
          () -> Findings.at(frames.tag(), window.offset(), "it ends inside an item or element"));
      resume(room);
      return;
    }
    int ahead = window.ahead(HEADER);
    if (ahead < HEADER) {
      end(ahead);
      return;
    }
    int tag = window.tag(0, frames.encoding().bigEndian());
    if (meta && frames.root() && tag >>> 16 != META_GROUP) {
      stopped = true;
    } else if (tag == ITEM || tag == ITEM_END || tag == SEQUENCE_END) {
      delimiter(tag);
    } else if (frames.kind() == Kind.ELEMENTS) {
      element(tag);
    } else {
      findings.settle(
          MALFORMED,
          () ->
              Findings.at(
                  tag,
                  window.offset(),
                  "stands where an item of " + Findings.name(frames.tag()) + " belongs"));
      giveUp();
    }
  }

  /** Goes on behind all that is full, past bytes that make no element. */
  private void resume(long room) throws IOException {
    stopped = !bounds.pass(room);
  }

  /** Leaves what cannot be read on. */
  private void giveUp() throws IOException {
    if (frames.delimited()) {
      frames.pop();
    } else {
      resume(frames.limit() - window.offset());
    }
  }

  private void end(int ahead) throws IOException {
    stopped = true;
    long at = window.offset();
    if (!frames.root()) {
      findings.settle(
          TRUNCATED,
          () -> Findings.name(frames.tag()) + ": the file ends inside it, at byte " + at);
    } else if (ahead > 0 && !(values.pixelsSeen() && trailing(at))) {
      findings.settle(
          TRUNCATED, () -> "the file ends inside the header of an element, at byte " + at);
    }
  }

  /** Only zero bytes to the end. */
  private boolean trailing(long at) throws IOException {
    if (!window.drain()) {
      return false;
    }
    findings.settle(
        TRAILING_BYTES,
        () -> (window.offset() - at) + " zero bytes from byte " + at + " on follow");
    return true;
  }

  private void delimiter(int tag) throws IOException {
    Kind kind = frames.kind();
    if (tag == ITEM && kind != Kind.ELEMENTS) {
      item();
    } else if (tag == (kind == Kind.ELEMENTS ? ITEM_END : SEQUENCE_END) && frames.delimited()) {
      endOfFrame(tag);
    } else {
      misplaced(tag);
    }
  }

  private void endOfFrame(int tag) throws IOException {
    if (window.u32(4, frames.encoding().bigEndian()) != 0) {
      findings.note(MALFORMED, () -> Findings.at(tag, window.offset(), "has a length"));
    }
    if (frames.kind() == Kind.FRAGMENTS) {
      values.endOfFragments();
    }
    window.skip(HEADER);
    frames.pop();
  }

  private void misplaced(int tag) throws IOException {
    if (frames.root() && values.pixelsSeen()) {
      follows(window.offset());
      return;
    }
    findings.settle(
        MALFORMED, () -> Findings.at(tag, window.offset(), "stands where none belongs"));
    if (frames.kind() == Kind.ELEMENTS && frames.delimited()) {
      frames.pop(); // an item that was not closed; the sequence knows what to do with this
    } else {
      window.skip(HEADER);
    }
  }

  private void follows(long at) {
    findings.settle(TRAILING_BYTES, () -> "bytes from " + at + " on belong to no element");
    stopped = true;
  }

  private void item() throws IOException {
    long at = window.offset();
    long length = window.u32(4, frames.encoding().bigEndian());
    if (frames.full()) {
      tooDeep();
      return;
    }
    window.skip(HEADER);
    bounds.even(frames.tag(), at, length);
    if (frames.kind() == Kind.FRAGMENTS) {
      fragment(at, length);
    } else {
      values.item();
      frames.push(Kind.ELEMENTS, frames.tag(), bounds.within(ITEM, at, length), frames.encoding());
    }
  }

  private void fragment(long at, long length) throws IOException {
    if (length == UNDEFINED) {
      findings.settle(MALFORMED, () -> Findings.at(ITEM, at, "without a length"));
      giveUp();
      return;
    }
    stopped = !values.fragment(at, bounds.within(ITEM, at, length) - window.offset());
  }

  private void tooDeep() {
    bounds.tooDeep();
    stopped = true;
  }

  private void element(int tag) throws IOException {
    boolean explicit = frames.encoding().explicit();
    int vr = explicit ? window.u16(4, true) : Vr.UN;
    if (tag >>> 16 == 0) {
      noElement(tag);
      return;
    }
    if (!frames.ascends(tag)) {
      if (frames.root() && values.pixelsSeen() && !(explicit && Vr.known(vr))) {
        follows(window.offset());
        return;
      }
      findings.note(
          MALFORMED,
          () -> Findings.at(tag, window.offset(), "stands behind a higher or equal tag"));
    }
    group(tag);
    if (!explicit) {
      body(tag, vr, HEADER, window.u32(4, frames.encoding().bigEndian()));
    } else if (!Vr.known(vr) && !Vr.letters(vr) && frames.root() && values.pixelsSeen()) {
      follows(window.offset());
    } else {
      explicitElement(tag, vr);
    }
  }

  /** Zero bytes, most likely. */
  private void noElement(int tag) throws IOException {
    long at = window.offset();
    if (frames.root() && values.pixelsSeen()) {
      if (!trailing(at)) {
        follows(at);
      }
    } else {
      findings.settle(MALFORMED, () -> Findings.at(tag, at, "where no such element belongs"));
    }
    stopped = true;
  }

  private void group(int tag) {
    int group = tag >>> 16;
    boolean barred = group == 0xFFFF || (group < 0x0008 && group % 2 != 0); // PS3.5 7.1, 7.8
    if (barred || (group == META_GROUP && !(meta && frames.root()))) {
      findings.note(MALFORMED, () -> Findings.at(tag, window.offset(), "of a group not allowed"));
    }
    if (frames.root()) {
      lastTag = tag;
      values.root(tag);
    }
  }

  private void explicitElement(int tag, int vr) throws IOException {
    boolean bigEndian = frames.encoding().bigEndian();
    long at = window.offset();
    boolean longForm = Vr.longForm(vr);
    if (!Vr.known(vr)) {
      findings.settle(MALFORMED, () -> Findings.at(tag, at, "of no known value representation"));
      longForm = Vr.letters(vr); // as those of later editions are
    }
    if (!longForm) {
      body(tag, vr, HEADER, window.u16(6, bigEndian));
      return;
    }
    if (frames.limit() - at < LONG_HEADER) {
      bounds.within(tag, at, LONG_HEADER);
      resume(frames.limit() - at);
      return;
    }
    if (window.ahead(LONG_HEADER) < LONG_HEADER) {
      findings.settle(TRUNCATED, () -> Findings.at(tag, at, "the file ends inside it"));
      stopped = true;
      return;
    }
    if (window.u16(6, bigEndian) != 0) {
      findings.note(MALFORMED, () -> Findings.at(tag, at, "reserved bytes are not zero"));
    }
    body(tag, vr, LONG_HEADER, window.u32(HEADER, bigEndian));
  }

  private void body(int tag, int vr, int header, long length) throws IOException {
    long at = window.offset();
    boolean items =
        !frames.encoding().explicit()
            && length >= HEADER
            && tag != Pixels.PIXEL_DATA
            && window.ahead(header + Integer.BYTES) >= header + Integer.BYTES
            && window.tag(header, frames.encoding().bigEndian()) == ITEM;
    values.element(tag, length);
    window.skip(header);
    if (length == UNDEFINED) {
      open(tag, vr, at);
    } else if (vr == Vr.SQ || items) {
      descend(Kind.ITEMS, tag, bounds.within(tag, at, length), frames.encoding());
    } else {
      stopped = !values.value(tag, vr, at, length);
    }
  }

  private void open(int tag, int vr, long at) {
    Encoding encoding = frames.encoding();
    boolean fragments = tag == Pixels.PIXEL_DATA && vr != Vr.SQ;
    boolean sequence = !fragments && (vr == Vr.SQ || vr == Vr.UN);
    if (!sequence && !(fragments && encapsulated)) {
      findings.note(MALFORMED, () -> Findings.at(tag, at, "undefined length where none may be"));
    }
    if (fragments && frames.root()) {
      values.beginFragments(tag, at);
    }
    boolean unknown = vr == Vr.UN && sequence; // PS3.5 6.2.2
    descend(
        sequence ? Kind.ITEMS : Kind.FRAGMENTS,
        tag,
        Frames.OPEN,
        unknown ? Encoding.IMPLICIT_LITTLE_ENDIAN : encoding);
  }

  private void descend(Kind kind, int tag, long end, Encoding encoding) {
    if (frames.full()) {
      tooDeep();
    } else {
      values.sequence(tag);
      frames.push(kind, tag, end, encoding);
    }
  }
}
