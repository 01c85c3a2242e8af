package org.migrationauditor.reports.sign;

import eu.europa.esig.dss.pades.SignatureImageParameters;
import eu.europa.esig.dss.pdf.PDFServiceMode;
import eu.europa.esig.dss.pdf.PDFSignatureService;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxNativeObjectFactory;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxSignatureService;
import eu.europa.esig.dss.pdf.pdfbox.visible.PdfBoxSignatureDrawer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.jspecify.annotations.Nullable;

/** Has the library give a signature the look of a {@code SignatureImprint}. */
final class ImprintedObjects extends PdfBoxNativeObjectFactory {
  private final byte[] template;

  ImprintedObjects(byte[] template) {
    this.template = template;
  }

  @Override
  public PDFSignatureService newPAdESSignatureService() {
    return configure(
        new PdfBoxSignatureService(PDFServiceMode.SIGNATURE, parameters -> new Drawer(template)));
  }

  private static final class Drawer implements PdfBoxSignatureDrawer {
    private final byte[] template;
    private @Nullable SignatureOptions options;

    Drawer(byte[] template) {
      this.template = template;
    }

    @Override
    public void init(
        SignatureImageParameters parameters, PDDocument document, SignatureOptions given) {
      options = given;
    }

    @Override
    public void draw() throws IOException {
      if (options != null) {
        options.setVisualSignature(new ByteArrayInputStream(template));
      }
    }
  }
}
