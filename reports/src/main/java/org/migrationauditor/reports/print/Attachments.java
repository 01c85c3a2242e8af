package org.migrationauditor.reports.print;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.report.Attached;
import org.migrationauditor.reports.print.AttachedFile.Content;

/**
 * The files that a document carries. What is packed already is copied when the document is written,
 * in memory that does not depend on its size; until then this must stay open.
 */
final class Attachments implements AutoCloseable {
  private final PDDocument document;
  private final Instant time;
  private final Map<String, PDComplexFileSpecification> files = new LinkedHashMap<>();
  private final List<RandomAccessRead> open = new ArrayList<>();

  /**
   * @param time that the files are said to be of
   */
  Attachments(PDDocument document, Instant time) {
    this.document = document;
    this.time = time;
  }

  /**
   * Attaches bytes.
   *
   * @param relationship to the pages: {@code Data} or {@code Supplement} (ISO 19005-3, 6.8)
   */
  void attach(String name, String type, String relationship, String description, byte[] content)
      throws IOException {
    PDEmbeddedFile embedded =
        new PDEmbeddedFile(document, new ByteArrayInputStream(content), COSName.FLATE_DECODE);
    attach(name, type, relationship, description, embedded, content.length);
  }

  /**
   * Attaches a file that the evidence lists.
   *
   * @throws IOException if it cannot be read, or is not what is listed
   */
  void attach(AttachedFile file) throws IOException {
    Attached listed = file.listed();
    PDEmbeddedFile embedded =
        switch (file.content()) {
          case Content.Plain plain -> pack(listed, plain);
          case Content.Packed packed -> copy(listed, packed);
        };
    attach(
        listed.name(),
        listed.mediaType(),
        "Supplement",
        file.description(),
        embedded,
        listed.bytes());
  }

  private PDEmbeddedFile pack(Attached listed, Content.Plain plain) throws IOException {
    MessageDigest read = AttachedFile.sha256();
    try (InputStream in = new DigestInputStream(plain.source().open(), read)) {
      PDEmbeddedFile embedded = new PDEmbeddedFile(document, in, COSName.FLATE_DECODE);
      requireUnchanged(listed, listed.sha256(), ContentDigest.of(read.digest()));
      return embedded;
    }
  }

  private PDEmbeddedFile copy(Attached listed, Content.Packed packed) throws IOException {
    requireUnchanged(listed, packed.sha256(), ContentDigest.over(packed.file()));
    RandomAccessRead file = new RandomAccessReadBufferedFile(packed.file());
    open.add(file);
    COSStream stream = new COSStream(null, file.createView(0, file.length()));
    stream.setItem(COSName.FILTER, COSName.FLATE_DECODE);
    stream.setItem(COSName.TYPE, COSName.getPDFName("EmbeddedFile"));
    return new PDEmbeddedFile(stream);
  }

  private static void requireUnchanged(Attached listed, ContentDigest expected, ContentDigest read)
      throws IOException {
    if (!read.equals(expected)) {
      throw new IOException(
          "attachment '%s': changed while the report was printed; not printed, issue the reports again"
              .formatted(listed.name()));
    }
  }

  private void attach(
      String name,
      String type,
      String relationship,
      String description,
      PDEmbeddedFile embedded,
      long bytes) {
    embedded.setSubtype(type);
    embedded.setSize(Math.toIntExact(bytes));
    embedded.setModDate(ArchivePdf.calendar(time));
    PDComplexFileSpecification file = new PDComplexFileSpecification();
    file.setFile(name);
    file.setFileUnicode(name);
    file.setFileDescription(description);
    file.setEmbeddedFile(embedded);
    file.setEmbeddedFileUnicode(embedded);
    file.getCOSObject().setName(COSName.getPDFName("AFRelationship"), relationship);
    files.put(name, file);
  }

  /** Lists the attached files where readers look for them. */
  void list() {
    PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
    tree.setNames(files);
    PDDocumentCatalog catalog = document.getDocumentCatalog();
    PDDocumentNameDictionary names = new PDDocumentNameDictionary(catalog);
    names.setEmbeddedFiles(tree);
    catalog.setNames(names);
    COSArray associated = new COSArray();
    files.values().forEach(associated::add);
    catalog.getCOSObject().setItem(COSName.getPDFName("AF"), associated);
  }

  @Override
  public void close() throws IOException {
    for (RandomAccessRead file : open) {
      file.close();
    }
  }
}
