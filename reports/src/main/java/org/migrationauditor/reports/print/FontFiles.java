package org.migrationauditor.reports.print;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeCollection;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.reports.print.Style.Face;

/**
 * The fonts as bytes, each read once, when it is asked for: Liberation for Latin, Greek and
 * Cyrillic (SIL Open Font License 1.1), DejaVu for names in Hebrew and Arabic (Bitstream Vera's
 * licence), and, if this machine has it, WenQuanYi Micro Hei for Chinese, Japanese and Korean
 * (Apache License 2.0). Safe for use by several threads.
 */
final class FontFiles {
  private static final Path EAST_ASIAN = Path.of("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc");
  private static final String EAST_ASIAN_NAME = "WenQuanYiMicroHei";

  private final Map<Face, byte[]> files = new ConcurrentHashMap<>();
  private final Path eastAsianFile;
  private byte @Nullable [] eastAsian;
  private @Nullable String lacking;

  /** Those of this machine. */
  FontFiles() {
    this(EAST_ASIAN);
  }

  /**
   * Those of a machine that has its East Asian font elsewhere, or nowhere.
   *
   * @param eastAsianFile a collection of TrueType fonts
   */
  FontFiles(Path eastAsianFile) {
    this.eastAsianFile = eastAsianFile;
  }

  /**
   * Opens a font of the program's own.
   *
   * @throws IllegalStateException if it is not on the class path
   */
  TrueTypeFont open(Face face) {
    byte[] file = files.computeIfAbsent(face, asked -> read(asked.file()));
    try {
      return new TTFParser().parse(new RandomAccessReadBuffer(file.clone()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens the font for Chinese, Japanese and Korean; empty where there is none. */
  synchronized Optional<TrueTypeFont> eastAsian() {
    if (lacking != null) {
      return Optional.empty();
    }
    try {
      if (eastAsian == null) {
        eastAsian = Files.readAllBytes(eastAsianFile);
      }
      TrueTypeFont font =
          new TrueTypeCollection(new ByteArrayInputStream(eastAsian))
              .getFontByName(EAST_ASIAN_NAME);
      lacking =
          font == null
              ? "holds no font '%s'".formatted(EAST_ASIAN_NAME)
              : isWhole(font, eastAsian.length) ? null : "is cut short";
      return lacking == null ? Optional.ofNullable(font) : Optional.empty();
    } catch (NoSuchFileException e) {
      lacking = "is not there";
    } catch (IOException | RuntimeException e) { // of a broken file the parser throws either
      lacking = "cannot be read as a font";
    }
    return Optional.empty();
  }

  private static boolean isWhole(TrueTypeFont font, int size) {
    return font.getTables().stream()
        .allMatch(table -> table.getOffset() + table.getLength() <= size);
  }

  /** What a name in Chinese, Japanese or Korean was not shown for, and what to do; else empty. */
  synchronized Optional<String> lacking() {
    return Optional.ofNullable(lacking)
        .map(
            what ->
                "reports: font '%s': %s; Chinese, Japanese and Korean letters are spelled by their numbers, install it (Debian: apt-get install fonts-wqy-microhei) and issue the reports again"
                    .formatted(eastAsianFile, what));
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
