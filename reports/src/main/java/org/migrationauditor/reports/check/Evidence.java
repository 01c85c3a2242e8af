package org.migrationauditor.reports.check;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.report.Attached;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.reports.print.AttachedEvidence;
import org.migrationauditor.signatures.Check;

/** Reads the attachments of a document whose {@link Contents} were found harmless. */
final class Evidence {
  private static final String WHAT = "attachments";
  private static final int LARGEST_READ = 64 << 20;
  private static final Set<String> OWN =
      Set.of(AttachedEvidence.REPORT, AttachedEvidence.MANIFESTS);

  private Evidence() {}

  /** What the attached report says; null if it is not there or not readable. */
  static @Nullable IntegrityReport read(PDDocument document, List<Check> checks)
      throws IOException {
    Map<String, COSStream> files = files(document);
    COSStream json = files.get(AttachedEvidence.REPORT);
    COSStream manifests = files.get(AttachedEvidence.MANIFESTS);
    if (json == null || manifests == null) {
      checks.add(
          Check.failed(
              WHAT,
              "it holds %d attachments, and not both %s and %s"
                  .formatted(files.size(), AttachedEvidence.REPORT, AttachedEvidence.MANIFESTS)));
      return null;
    }
    try {
      IntegrityReport report = new AttachedEvidence().read(bytes(json));
      checks.add(agreement(report, bytes(manifests), files));
      return report;
    } catch (RuntimeException e) {
      checks.add(
          Check.failed(WHAT, "%s is not a report's evidence".formatted(AttachedEvidence.REPORT)));
      return null;
    }
  }

  private static Check agreement(
      IntegrityReport report, byte[] manifests, Map<String, COSStream> files) throws IOException {
    Set<String> expected = new TreeSet<>(OWN);
    for (Attached listed : report.attached()) {
      expected.add(listed.name());
      COSStream found = files.get(listed.name());
      if (found == null || !isOf(listed, found)) {
        return Check.failed(
            WHAT,
            "'%s' is not the file that %s lists".formatted(listed.name(), AttachedEvidence.REPORT));
      }
    }
    if (!files.keySet().equals(expected)) {
      return Check.failed(
          WHAT,
          "it holds %d attachments, and %s lists %d"
              .formatted(files.size(), AttachedEvidence.REPORT, expected.size()));
    }
    if (report.sealed() != null && !report.sealed().noteAgrees()) {
      return Check.failed(
          WHAT,
          "%s tells another head of the log than the signed note in it"
              .formatted(AttachedEvidence.REPORT));
    }
    return Arrays.equals(manifests, new AttachedEvidence().manifests(report))
        ? Check.passed(WHAT, "all %d are there and agree with each other".formatted(files.size()))
        : Check.failed(
            WHAT,
            "%s does not list the manifests of %s"
                .formatted(AttachedEvidence.MANIFESTS, AttachedEvidence.REPORT));
  }

  /** Whether an attachment of any size has the bytes that are listed. */
  private static boolean isOf(Attached listed, COSStream found) throws IOException {
    try (PackedStream in = PackedStream.open(found)) {
      return ContentDigest.over(in).equals(listed.sha256()) && in.unpacked() == listed.bytes();
    }
  }

  private static Map<String, COSStream> files(PDDocument document) {
    Map<String, COSStream> files = new TreeMap<>();
    COSDictionary names =
        document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.NAMES);
    COSDictionary tree = names == null ? null : names.getCOSDictionary(COSName.EMBEDDED_FILES);
    COSArray pairs = tree == null ? null : tree.getCOSArray(COSName.NAMES);
    if (pairs == null) {
      return files;
    }
    for (int i = 0; i + 1 < pairs.size(); i += 2) {
      COSBase name = pairs.getObject(i);
      COSBase file = pairs.getObject(i + 1);
      String key = name instanceof COSString text ? text.getString() : "";
      COSStream stream = file instanceof COSDictionary dictionary ? stream(dictionary) : null;
      if (stream == null || files.put(key, stream) != null) {
        files.put("", new COSStream()); // a name twice or a file without content is no report's
      }
    }
    return files;
  }

  private static @Nullable COSStream stream(COSDictionary file) {
    COSDictionary embedded = file.getCOSDictionary(COSName.EF);
    return embedded == null ? null : embedded.getCOSStream(COSName.F);
  }

  /** Of one that is read as a whole, which only so much of may be. */
  private static byte[] bytes(COSStream stream) throws IOException {
    try (InputStream in = PackedStream.open(stream)) {
      byte[] bytes = in.readNBytes(LARGEST_READ + 1);
      if (bytes.length > LARGEST_READ) {
        throw new IOException("an attachment is larger than any report's evidence");
      }
      return bytes;
    }
  }
}
