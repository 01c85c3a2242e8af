package org.migrationauditor.app.reporting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;

/** The rows of {@code findings.csv} in a report, of whatever length. */
final class Rows {
  private static final Pattern NUMBER = Pattern.compile("([0-9A-F]{8})\\.dcm\",");

  private Rows() {}

  /** Numbers of the entries that the rows are about; each is there once. */
  static BitSet of(Path pdf, int mostPages) throws IOException {
    BitSet numbers = new BitSet();
    try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
      assertThat(document.getNumberOfPages()).isLessThan(mostPages);
      PDComplexFileSpecification file =
          document
              .getDocumentCatalog()
              .getNames()
              .getEmbeddedFiles()
              .getNames()
              .get(ReportFiles.FINDINGS);
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  new InflaterInputStream(
                      Objects.requireNonNull(file)
                          .getEmbeddedFile()
                          .getCOSObject()
                          .createRawInputStream()),
                  UTF_8))) {
        assertThat(lines.readLine()).startsWith("comparison,code,key,");
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          Matcher number = NUMBER.matcher(line);
          assertThat(number.find()).as(line).isTrue();
          int found = Integer.parseInt(number.group(1), 16);
          assertThat(numbers.get(found)).as(line).isFalse();
          numbers.set(found);
        }
      }
    }
    return numbers;
  }
}
