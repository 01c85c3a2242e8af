package org.migrationauditor.reports.sign;

import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.pdf.IPdfObjFactory;
import eu.europa.esig.dss.pdf.PdfMemoryUsageSetting;
import eu.europa.esig.dss.signature.resources.AbstractResourcesHandler;
import eu.europa.esig.dss.spi.signature.resources.DSSResourcesHandler;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.migrationauditor.messages.ContentDigest;

/** Has the library sign from file to file. What it leaves behind is gone when this is closed. */
final class SigningFiles implements AutoCloseable {
  /** Of what a signature adds; the document itself stays in its file. */
  private static final long MOST_ADDED_BYTES = 16 << 20;

  private final Path folder;

  private SigningFiles(Path folder) {
    this.folder = folder;
  }

  /** In a folder of its own beside that file, which only this user may look into. */
  static SigningFiles beside(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IOException("'%s' is no file; nothing was signed, name one".formatted(file));
    }
    return new SigningFiles(Files.createTempDirectory(parent, ".signing-"));
  }

  /** Has documents that are made with these objects read from and written to files. */
  void useIn(IPdfObjFactory objects) {
    objects.setPdfMemoryUsageSetting(PdfMemoryUsageSetting.memoryBuffered(MOST_ADDED_BYTES));
    objects.setResourcesHandlerBuilder(this::next);
  }

  /**
   * Puts a document that was written here in its place.
   *
   * @return SHA-256 over it
   */
  ContentDigest keep(DSSDocument document, Path place) throws IOException {
    Path file = ((FileDocument) document).getFile().toPath();
    ContentDigest digest = ContentDigest.over(file);
    Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
    return digest;
  }

  private DSSResourcesHandler next() {
    try {
      return new Written(Files.createTempFile(folder, "", ".pdf"));
    } catch (IOException e) {
      throw new DSSException(e);
    }
  }

  @Override
  public void close() throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
      for (Path file : left) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private static final class Written extends AbstractResourcesHandler {
    private final Path file;

    Written(Path file) {
      this.file = file;
    }

    @Override
    protected OutputStream buildOutputStream() throws IOException {
      return new BufferedOutputStream(Files.newOutputStream(file));
    }

    @Override
    public DSSDocument writeToDSSDocument() throws IOException {
      close();
      return new FileDocument(file.toFile());
    }
  }
}
