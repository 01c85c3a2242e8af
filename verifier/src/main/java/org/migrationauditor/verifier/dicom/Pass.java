package org.migrationauditor.verifier.dicom;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;

/** One pass over one file. */
final class Pass {
  private static final int PREAMBLE = 128;
  private static final long PREFIX = 0x4449434DL; // DICM
  private static final int LENGTH_ELEMENT = 12; // (0002,0000) itself

  private final Workspace workspace;
  private final Window window;
  private final FileFeed feed;
  private final long fileBytes;
  private final Findings findings = new Findings();
  private final Identifiers identifiers;
  private final Pixels pixels;
  private final DataSet dataSet;

  /**
   * @param fileBytes size of the file, bytes; a hint for guesses only
   */
  Pass(Workspace workspace, FileFeed feed, long fileBytes) {
    this.workspace = workspace;
    this.feed = feed;
    this.fileBytes = fileBytes;
    window = workspace.window();
    identifiers = new Identifiers(workspace.scratch());
    pixels = new Pixels(workspace.pixelDigest(), workspace.decodedPixels());
    dataSet = workspace.dataSet();
  }

  DicomFacts facts(PseudonymKey key) throws IOException {
    window.open(feed);
    boolean dicom = read();
    window.drain();
    if (feed.zero()) {
      String problem = feed.count() == 0 ? "is empty" : "holds nothing but zero bytes";
      return nothing(DicomStructure.EMPTY, problem);
    }
    if (!dicom) {
      return nothing(DicomStructure.NOT_DICOM, "is not DICOM");
    }
    @Nullable ContentDigest stored = pixels.contentDigest();
    LastPatient patient = workspace.patient();
    patient.is(identifiers.patient(), key);
    return new DicomFacts(
        feed.count(),
        feed.contentDigest(),
        stored,
        findings.settled() ? null : dataSet.contentDigest(),
        stored == null ? null : pixels.decodedDigest(stored),
        findings.settled() ? null : dataSet.elements(),
        identifiers.studyInstanceUid(),
        identifiers.seriesInstanceUid(),
        identifiers.sopInstanceUid(),
        identifiers.sopClassUid(),
        identifiers.transferSyntaxUid(),
        identifiers.modality(),
        identifiers.clinicalTrialProtocolId(),
        patient.pseudonym(),
        identifiers.context(patient.details()),
        patient.keys(),
        findings.structure(),
        findings.problem());
  }

  private DicomFacts nothing(DicomStructure structure, String problem) {
    return new DicomFacts(
        feed.count(),
        feed.contentDigest(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        ShownKey.AS_IT_IS,
        structure,
        problem);
  }

  /** Walks what there is, and tells whether it is DICOM. */
  private boolean read() throws IOException {
    if (prefixed()) {
      window.skip(PREAMBLE + Integer.BYTES);
      withFileMeta();
      return true;
    }
    Encoding encoding = Encoding.of(window, fileBytes);
    if (encoding == null) {
      return false;
    }
    if (!encoding.bigEndian() && window.u16(0, false) == Walk.META_GROUP) {
      findings.note(DicomStructure.NO_FILE_META, () -> "no preamble");
      withFileMeta();
    } else {
      findings.note(DicomStructure.NO_FILE_META, () -> "no preamble, no file meta information");
      dataSet(window, TransferSyntax.unnamed(encoding));
    }
    return identifiers.any() || !findings.settled(); // a guess must prove right
  }

  private boolean prefixed() throws IOException {
    return window.ahead(PREAMBLE + Integer.BYTES) >= PREAMBLE + Integer.BYTES
        && window.u32(PREAMBLE, true) == PREFIX;
  }

  private void withFileMeta() throws IOException {
    long start = window.offset();
    Encoding encoding = Encoding.EXPLICIT_LITTLE_ENDIAN;
    if (Encoding.IMPLICIT_LITTLE_ENDIAN.equals(Encoding.of(window, fileBytes))) {
      findings.note(DicomStructure.MALFORMED, () -> "file meta information: in implicit VR");
      encoding = Encoding.IMPLICIT_LITTLE_ENDIAN;
    }
    new Walk(window, workspace.frames(), findings, identifiers, pixels, dataSet).fileMeta(encoding);
    if (!findings.settled()) {
      checkLength(start, encoding);
    }
    String uid = identifiers.transferSyntaxUid();
    if (uid == null) {
      findings.note(DicomStructure.MALFORMED, () -> "(0002,0010): missing");
      Encoding guess = Encoding.of(window, fileBytes);
      dataSet(window, TransferSyntax.unnamed(guess == null ? Encoding.named(window) : guess));
    } else {
      declared(TransferSyntax.of(uid));
    }
  }

  private void checkLength(long start, Encoding encoding) {
    long declared = identifiers.metaLength();
    long length = window.offset() - start - LENGTH_ELEMENT;
    if (declared < 0) {
      findings.note(DicomStructure.MALFORMED, () -> "(0002,0000): missing");
    } else if (declared != length) {
      findings.note(
          DicomStructure.MALFORMED,
          () ->
              "(0002,0000) at byte "
                  + start
                  + ": "
                  + declared
                  + " bytes declared, "
                  + length
                  + " found in "
                  + encoding.words());
    }
  }

  private void declared(TransferSyntax syntax) throws IOException {
    Window data = syntax.deflated() ? inflated() : window;
    Encoding guess = Encoding.of(data, syntax.deflated() ? Long.MAX_VALUE : fileBytes);
    if (guess == null || guess.equals(syntax.encoding())) {
      dataSet(data, syntax);
    } else {
      findings.note(
          DicomStructure.MALFORMED,
          () ->
              "data set at byte "
                  + data.offset()
                  + ": in "
                  + guess.words()
                  + ", its transfer syntax asks for "
                  + syntax.encoding().words());
      dataSet(data, new TransferSyntax(guess, syntax.deflated(), syntax.encapsulated()));
    }
  }

  private Window inflated() throws IOException {
    Window inflated = workspace.inflated();
    inflated.open(new InflatingFeed(window, workspace.inflater(), findings));
    return inflated;
  }

  private void dataSet(Window data, TransferSyntax syntax) throws IOException {
    dataSet.open(); // without file meta information
    Walk walk = new Walk(data, workspace.frames(), findings, identifiers, pixels, dataSet);
    walk.dataSet(syntax.encoding(), syntax.encapsulated());
    data.drain(); // so that what follows deflated data is looked at
    if (!findings.settled()) {
      new Completeness(identifiers, findings, walk.lastTag()).check(pixels.seen());
    }
  }
}
