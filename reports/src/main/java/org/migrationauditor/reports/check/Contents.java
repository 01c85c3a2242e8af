package org.migrationauditor.reports.check;

import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.signatures.Budget;
import org.migrationauditor.signatures.Check;

/**
 * Looks at every object of a document before any of it is opened: nothing may act by itself, hide,
 * or unpack into more than a report can hold.
 */
final class Contents {
  private static final String WHAT = "contents";
  private static final int MOST_OBJECTS = 500_000;
  private static final int DEEPEST = 64;
  private static final long LARGEST_STREAM = 64L << 20;
  private static final long LARGEST_TOTAL = 512L << 20;
  private static final long LARGEST_ATTACHED = 1L << 30;
  private static final long LARGEST_ATTACHED_TOTAL = (2L << 30) + (64L << 20);
  private static final Set<String> FILE_KEYS = Set.of("F", "UF");

  private static final Set<String> ACTING_KEYS =
      Set.of("JS", "JavaScript", "AA", "OpenAction", "XFA", "RichMediaContent", "OCProperties");
  private static final Set<String> ACTIONS =
      Set.of(
          "JavaScript",
          "Launch",
          "SubmitForm",
          "ImportData",
          "GoToR",
          "GoToE",
          "URI",
          "Rendition",
          "Movie",
          "Sound",
          "ResetForm",
          "Named",
          "Hide",
          "SetOCGState",
          "RichMediaExecute");

  private final PDDocument document;
  private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<String> acting = new TreeSet<>();
  private boolean foreign;
  private long pagesLeft = LARGEST_TOTAL;
  private long attachedLeft = LARGEST_ATTACHED_TOTAL;

  Contents(PDDocument document) {
    this.document = document;
  }

  Check check() throws IOException {
    Set<COSObjectKey> keys = document.getDocument().getXrefTable().keySet();
    if (keys.size() > MOST_OBJECTS) {
      return Check.unknown(
          WHAT, "it has %,d objects, more than any report; not opened".formatted(keys.size()));
    }
    look(document.getDocument().getTrailer(), 0);
    for (COSObjectKey key : keys) {
      Budget.stopIfNobodyWaits();
      look(document.getDocument().getObjectFromPool(key), 0);
    }
    if (!acting.isEmpty()) {
      return Check.failed(
          WHAT, "it holds %s, which no report does: do not open it".formatted(acting));
    }
    if (foreign) {
      return Check.unknown(
          WHAT, "it is packed in a way that no report is, or unpacks to too much; not opened");
    }
    return Check.passed(WHAT, "nothing in it acts by itself");
  }

  private void look(@Nullable COSBase base, int depth) throws IOException {
    COSBase found = base instanceof COSObject object ? object.getObject() : base;
    if (found == null || !seen.add(found)) {
      return;
    }
    if (depth > DEEPEST) {
      foreign = true;
      return;
    }
    if (found instanceof COSStream stream) {
      foreign |= !unpacks(stream);
    }
    if (found instanceof COSDictionary dictionary) {
      look(dictionary, depth);
    } else if (found instanceof COSArray array) {
      for (int i = 0; i < array.size(); i++) {
        refuseMisplaced(array.get(i), false);
        look(direct(array.get(i)), depth + 1);
      }
    }
  }

  private void look(COSDictionary dictionary, int depth) throws IOException {
    for (Map.Entry<COSName, COSBase> entry : dictionary.entrySet()) {
      if (ACTING_KEYS.contains(entry.getKey().getName())) {
        acting.add(entry.getKey().getName());
      }
      refuseMisplaced(entry.getValue(), FILE_KEYS.contains(entry.getKey().getName()));
      look(direct(entry.getValue()), depth + 1);
    }
    COSName kind = dictionary.getCOSName(COSName.S);
    if (kind != null && ACTIONS.contains(kind.getName())) {
      acting.add(kind.getName());
    }
  }

  /** Another object is looked at when its own turn comes. */
  private static @Nullable COSBase direct(COSBase base) {
    return base instanceof COSObject ? null : base;
  }

  /** What is packed is counted and never held. */
  private boolean unpacks(COSStream stream) throws IOException {
    if (stream.getFilters() == null || !PackedStream.plain(stream)) {
      return PackedStream.plain(stream);
    }
    boolean attached = PackedStream.attached(stream);
    long left = attached ? attachedLeft : pagesLeft;
    long most = Math.min(left, attached ? LARGEST_ATTACHED : LARGEST_STREAM);
    long size = PackedStream.size(stream, most);
    if (attached) {
      attachedLeft -= size;
    } else {
      pagesLeft -= size;
    }
    return size <= most;
  }

  /** An attached file may be larger than memory, so nothing but a list of files may lead to it. */
  private void refuseMisplaced(@Nullable COSBase value, boolean inFileSpecification) {
    COSBase found = value instanceof COSObject object ? object.getObject() : value;
    foreign |=
        !inFileSpecification && found instanceof COSStream stream && PackedStream.attached(stream);
  }
}
