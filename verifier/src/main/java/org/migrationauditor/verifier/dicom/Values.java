package org.migrationauditor.verifier.dicom;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.migrationauditor.verifier.dicom.DicomStructure.MALFORMED;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of a walk go. Nothing is kept of them but {@link Identifiers}, the layout of
 * pixels, and the digests of {@link Pixels} and {@link DataSet}.
 */
final class Values {
  private static final int PHOTOMETRIC_INTERPRETATION = 0x00280004;
  private static final byte[] YBR_RCT = "YBR_RCT ".getBytes(ISO_8859_1);
  private static final byte[] RGB = "RGB ".getBytes(ISO_8859_1);

  private final Window window;
  private final Frames frames;
  private final Findings findings;
  private final Bounds bounds;
  private final Identifiers identifiers;
  private final Pixels pixels;
  private final DataSet dataSet;

  Values(
      Window window,
      Frames frames,
      Findings findings,
      Bounds bounds,
      Identifiers identifiers,
      Pixels pixels,
      DataSet dataSet) {
    this.window = window;
    this.frames = frames;
    this.findings = findings;
    this.bounds = bounds;
    this.identifiers = identifiers;
    this.pixels = pixels;
    this.dataSet = dataSet;
  }

  /** An element of the data set itself, before its value. */
  void root(int tag) {
    identifiers.saw(tag);
  }

  /** Any element, before its value. */
  void element(int tag, long length) {
    identifiers.background().element(frames, tag, length);
  }

  /** A sequence, before its items; or pixel data, before their fragments. */
  void sequence(int tag) {
    if (digested(tag)) {
      dataSet.sequence(frames.depth(), tag);
    }
  }

  /** An item, before its elements. */
  void item() {
    dataSet.item(frames.depth());
  }

  /** Takes a fragment of pixel data; false if the file ends inside it. */
  boolean fragment(long at, long inside) throws IOException {
    long passed =
        ofDataSet()
            ? pixels.fragment(window, inside)
            : dataSet.fragment(frames.depth(), window, inside);
    return bounds.present(frames.tag(), at, inside, passed);
  }

  /** The last fragment has come. */
  void endOfFragments() {
    if (ofDataSet()) {
      pixels.end();
      String problem = pixels.endOfFragments();
      if (!problem.isEmpty()) {
        findings.note(MALFORMED, () -> Findings.name(frames.tag()) + ": " + problem);
      }
    }
  }

  private boolean ofDataSet() {
    return frames.belowRoot() && Pixels.isPixels(frames.tag());
  }

  /** Pixel data of the data set itself, before their fragments. */
  void beginFragments(int tag, long at) {
    beginPixels(tag, at);
    pixels.fragments(identifiers.transferSyntaxUid());
  }

  private void beginPixels(int tag, long at) {
    if (!pixels.begin()) {
      findings.note(MALFORMED, () -> Findings.at(tag, at, "more than one pixel data element"));
    }
  }

  /** Whether pixel data of the data set itself have begun. */
  boolean pixelsSeen() {
    return pixels.seen();
  }

  /** Takes a value; false if the file ends inside it. */
  boolean value(int tag, int vr, long at, long length) throws IOException {
    int unit = Vr.unit(vr);
    if (unit > 2 && length % unit != 0) {
      findings.note(
          MALFORMED, () -> Findings.at(tag, at, "length " + length + " is no multiple of " + unit));
    }
    long inside = bounds.within(tag, at, length) - window.offset();
    int word = frames.encoding().bigEndian() ? Vr.word(vr) : 1;
    if (frames.root() && Pixels.isPixels(tag)) {
      return pixelData(tag, at, inside, word);
    }
    if (frames.root() && ImagePixel.keeps(tag)) {
      pixels.image().keep(tag, window, inside, frames.encoding().bigEndian());
    }
    if (inside <= Identifiers.MAX_BYTES && looksAt(tag, vr, inside)) {
      return atHand(tag, vr, at, (int) inside);
    }
    if (frames.root() && Identifiers.keeps(tag)) {
      findings.note(MALFORMED, () -> Findings.at(tag, at, inside + " bytes, too long to be one"));
    }
    long passed =
        digested(tag)
            ? dataSet.value(frames.depth(), tag, vr, window, inside, word)
            : window.skip(inside);
    return bounds.present(tag, at, inside, passed);
  }

  private boolean pixelData(int tag, long at, long inside, int word) throws IOException {
    beginPixels(tag, at);
    boolean whole =
        bounds.present(
            tag,
            at,
            inside,
            pixels.value(tag, identifiers.transferSyntaxUid(), window, inside, word));
    if (whole) {
      pixels.end();
    }
    return whole;
  }

  private boolean looksAt(int tag, int vr, long length) {
    return (frames.root() && (Identifiers.keeps(tag) || tag == PHOTOMETRIC_INTERPRETATION))
        || Background.looksAt(frames.root(), tag, vr, length);
  }

  private boolean atHand(int tag, int vr, long at, int length) throws IOException {
    int passed = window.copy(length, identifiers.scratch(), 0);
    if (digested(tag)) {
      boolean rgb = transformedRgb(tag, passed);
      byte[] value = rgb ? RGB : identifiers.scratch();
      dataSet.value(frames.depth(), tag, vr, value, rgb ? RGB.length : passed);
    }
    boolean whole = bounds.present(tag, at, length, passed);
    if (whole && !identifiers.look(frames.root(), tag, vr, passed)) {
      findings.note(MALFORMED, () -> Findings.at(tag, at, "is no UID"));
    }
    return whole;
  }

  /** Whether it says that JPEG 2000 has RGB transformed, which is a matter of the encoding. */
  private boolean transformedRgb(int tag, int length) {
    @Nullable String syntax = identifiers.transferSyntaxUid();
    return frames.root()
        && tag == PHOTOMETRIC_INTERPRETATION
        && Arrays.equals(identifiers.scratch(), 0, length, YBR_RCT, 0, YBR_RCT.length)
        && syntax != null
        && TransferSyntax.transformsRgb(syntax);
  }

  private boolean digested(int tag) {
    return !DataSet.leavesOut(frames.depth(), tag);
  }
}
