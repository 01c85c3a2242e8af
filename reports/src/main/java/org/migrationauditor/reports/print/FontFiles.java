package org.migrationauditor.reports.print;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.migrationauditor.reports.print.Style.Face;

/**
 * The fonts as bytes, each read once, when it is asked for: Liberation for Latin, Greek and
 * Cyrillic (SIL Open Font License 1.1), DejaVu for names in Hebrew and Arabic (Bitstream Vera's
 * licence).
 */
final class FontFiles {
  private final Map<Face, byte[]> files = new ConcurrentHashMap<>();

  byte[] of(Face face) {
    return files.computeIfAbsent(face, asked -> read(asked.file())).clone();
  }

  Glyphs glyphs(Face face) {
    try {
      return new Glyphs(
          new TTFParser().parse(new RandomAccessReadBuffer(of(face))).getUnicodeCmapLookup(),
          face.rightToLeft());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(String resource) {
    try (InputStream in = FontFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "report: font '%s': is not on the class path; no report can be printed, add openpdf-fonts-extra and jasperreports-fonts"
                .formatted(resource));
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
