package org.migrationauditor.signatures;

import java.nio.charset.StandardCharsets;

/** The smallest file that has a report's places for signatures, as yet unsigned. */
public final class PlainPdf {
  private static final String FIELD =
      "<< /Type /Annot /Subtype /Widget /FT /Sig /T (%s) /Rect [0 0 50 20] /F 132 /P 3 0 R >>";

  private PlainPdf() {}

  /**
   * A file.
   *
   * @param words that its page shows
   */
  public static byte[] of(String words) {
    String shown = "BT (%s) Tj ET".formatted(words);
    return of(
        "<< /Type /Catalog /Pages 2 0 R /AcroForm << /SigFlags 3 /Fields [4 0 R 5 0 R 6 0 R] >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Annots [4 0 R 5 0 R 6 0 R]"
            + " /Contents 7 0 R >>",
        FIELD.formatted("prepared"),
        FIELD.formatted("reviewed"),
        FIELD.formatted("approved"),
        "<< /Length %d >>\nstream\n%s\nendstream".formatted(shown.length(), shown));
  }

  private static byte[] of(String... objects) {
    StringBuilder pdf = new StringBuilder("%PDF-1.7\n");
    StringBuilder table =
        new StringBuilder("xref\n0 %d\n0000000000 65535 f\r\n".formatted(objects.length + 1));
    for (int i = 0; i < objects.length; i++) {
      table.append("%010d 00000 n\r\n".formatted(pdf.length()));
      pdf.append("%d 0 obj\n%s\nendobj\n".formatted(i + 1, objects[i]));
    }
    int place = pdf.length();
    pdf.append(table)
        .append("trailer\n<< /Size %d /Root 1 0 R >>\n".formatted(objects.length + 1))
        .append("startxref\n%d\n%%%%EOF\n".formatted(place));
    return pdf.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
