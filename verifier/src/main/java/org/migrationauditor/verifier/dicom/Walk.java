package org.migrationauditor.verifier.dicom;

import static org.migrationauditor.verifier.dicom.DicomStructure.MALFORMED;
import static org.migrationauditor.verifier.dicom.DicomStructure.TRAILING_BYTES;
import static org.migrationauditor.verifier.dicom.DicomStructure.TRUNCATED;

import java.io.IOException;
import org.migrationauditor.verifier.dicom.Frames.Kind;

/**
 * A walk over the elements of a data set to its last byte (PS3.5 7). Nesting is kept in {@link
 * Frames}; nothing is kept of values but {@link Identifiers} and the digests of {@link Pixels} and
 * {@link DataSet}.
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
  private final Identifiers identifiers;
  private final Pixels pixels;
  private final DataSet dataSet;
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
    this.identifiers = identifiers;
    this.pixels = pixels;
    this.dataSet = dataSet;
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
    long left = room - window.skip(room);
    frames.abandon(window.offset());
    if (left > 0) {
      stopped = true; // the file ends before what it is in
    }
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
    } else if (ahead > 0 && !(pixels.seen() && trailing(at))) {
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
    if (frames.kind() == Kind.FRAGMENTS && frames.belowRoot() && Pixels.isPixels(frames.tag())) {
      pixels.end();
    }
    window.skip(HEADER);
    frames.pop();
  }

  private void misplaced(int tag) throws IOException {
    if (frames.root() && pixels.seen()) {
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
    odd(frames.tag(), at, length);
    if (frames.kind() == Kind.FRAGMENTS) {
      fragment(at, length);
    } else {
      dataSet.item(frames.depth());
      frames.push(Kind.ELEMENTS, frames.tag(), within(ITEM, at, length), frames.encoding());
    }
  }

  private void fragment(long at, long length) throws IOException {
    if (length == UNDEFINED) {
      findings.settle(MALFORMED, () -> Findings.at(ITEM, at, "without a length"));
      giveUp();
      return;
    }
    long end = within(ITEM, at, length);
    long inside = end - window.offset();
    boolean ofDataSet = frames.belowRoot() && Pixels.isPixels(frames.tag());
    long passed =
        ofDataSet
            ? pixels.pass(window, inside, 1)
            : dataSet.fragment(frames.depth(), window, inside);
    present(frames.tag(), at, inside, passed);
  }

  /** Offset behind a value or item that starts here, at most that of what it is in. */
  private long within(int tag, long at, long length) {
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

  private void present(int tag, long at, long length, long passed) {
    if (passed < length) {
      findings.settle(
          TRUNCATED,
          () -> Findings.at(tag, at, length + " bytes declared, the file ends after " + passed));
      stopped = true;
    }
  }

  private void odd(int tag, long at, long length) {
    if (length % 2 != 0 && length != UNDEFINED) {
      findings.note(MALFORMED, () -> Findings.at(tag, at, "odd length " + length));
    }
  }

  private void tooDeep() {
    findings.settle(
        MALFORMED,
        () -> Findings.at(frames.tag(), window.offset(), "nested deeper than " + Frames.MAX_DEPTH));
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
      if (frames.root() && pixels.seen() && !(explicit && Vr.known(vr))) {
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
    } else if (!Vr.known(vr) && !Vr.letters(vr) && frames.root() && pixels.seen()) {
      follows(window.offset());
    } else {
      explicitElement(tag, vr);
    }
  }

  /** Zero bytes, most likely. */
  private void noElement(int tag) throws IOException {
    long at = window.offset();
    if (frames.root() && pixels.seen()) {
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
      identifiers.saw(tag);
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
      within(tag, at, LONG_HEADER);
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
    window.skip(header);
    if (length == UNDEFINED) {
      open(tag, vr, at);
    } else if (vr == Vr.SQ || items) {
      odd(tag, at, length);
      descend(Kind.ITEMS, tag, within(tag, at, length), frames.encoding());
    } else {
      value(tag, vr, at, length);
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
      beginPixels(tag, at);
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
      if (digested(tag)) {
        dataSet.sequence(frames.depth(), tag);
      }
      frames.push(kind, tag, end, encoding);
    }
  }

  private boolean digested(int tag) {
    return !DataSet.leavesOut(frames.depth(), tag);
  }

  private void beginPixels(int tag, long at) {
    if (!pixels.begin()) {
      findings.note(MALFORMED, () -> Findings.at(tag, at, "more than one pixel data element"));
    }
  }

  private void value(int tag, int vr, long at, long length) throws IOException {
    odd(tag, at, length);
    int unit = Vr.unit(vr);
    if (unit > 2 && length % unit != 0) {
      findings.note(
          MALFORMED, () -> Findings.at(tag, at, "length " + length + " is no multiple of " + unit));
    }
    long inside = within(tag, at, length) - window.offset();
    int word = frames.encoding().bigEndian() ? Vr.word(vr) : 1;
    if (frames.root() && Pixels.isPixels(tag)) {
      beginPixels(tag, at);
      long passed = pixels.pass(window, inside, word);
      present(tag, at, inside, passed);
      if (passed == inside) {
        pixels.end();
      }
    } else if (frames.root() && Identifiers.keeps(tag) && inside <= Identifiers.MAX_BYTES) {
      identifier(tag, at, (int) inside);
    } else {
      if (frames.root() && Identifiers.keeps(tag)) {
        findings.note(MALFORMED, () -> Findings.at(tag, at, inside + " bytes, too long to be one"));
      }
      long passed =
          digested(tag)
              ? dataSet.value(frames.depth(), tag, window, inside, word)
              : window.skip(inside);
      present(tag, at, inside, passed);
    }
  }

  private void identifier(int tag, long at, int length) throws IOException {
    int passed = window.copy(length, identifiers.scratch(), 0);
    if (digested(tag)) {
      dataSet.value(0, tag, identifiers.scratch(), passed);
    }
    present(tag, at, length, passed);
    if (passed == length && !identifiers.keep(tag, passed)) {
      findings.note(MALFORMED, () -> Findings.at(tag, at, "is no UID"));
    }
  }
}
