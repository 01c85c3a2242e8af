package org.migrationauditor.reports.print;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.messages.report.ReportedComparison;
import org.migrationauditor.reports.print.Block.Kind;
import org.migrationauditor.reports.print.Style.Face;
import org.migrationauditor.signatures.Signer;

/**
 * What the first pages of a report must say, for a reader who has its {@code report.json}: scope,
 * verdict, facts of page one, every count and manifest digest, the signer's fingerprint.
 */
public final class PrintedClaims {
  /**
   * Producer of a document. Its number is raised whenever a claim is worded differently, since
   * reports are checked for years.
   */
  public static final String LAYOUT = "Migration Auditor, layout 2";

  private static final Pattern SPACE = Pattern.compile("[\\s\\u00A0]+");

  private final Map<Face, Glyphs> glyphs = new EnumMap<>(Face.class);

  public PrintedClaims() {
    FontFiles fonts = new FontFiles();
    for (Face face : Face.values()) {
      glyphs.put(face, glyphs(fonts, face));
    }
  }

  /**
   * A text that must stand on the pages.
   *
   * @param what it is about, for a sentence
   * @param text as {@link #folded} leaves it
   */
  public record Claim(String what, String text) {}

  /** Claims about the evidence, in the order of the pages, in the report's language. */
  public List<Claim> of(IntegrityReport report) {
    Wording w = Wording.of(report.language());
    List<Claim> claims = new ArrayList<>();
    claims.add(claim("scope", List.of(Block.named(Names.plain(report.scope()), Style.SCOPE))));
    claims.add(
        new Claim("verdict", folded(w.verdict(report.verdict()) + w.meaning(report.verdict()))));
    for (Fact fact : IdentitySection.facts(report, w)) {
      claims.add(claim(fact.name(), cells(fact.cells())));
    }
    for (ReportedComparison comparison : report.comparisons()) {
      for (List<Cell> row : CountsSection.rows(comparison, w)) {
        claims.add(
            claim(
                comparison.title() + ", " + row.getFirst().blocks().getFirst().text(), cells(row)));
      }
      claims.add(new Claim("manifest before", comparison.beforeManifest().hex()));
      claims.add(new Claim("manifest after", comparison.afterManifest().hex()));
      claims.add(new Claim("findings file", comparison.findingsManifest().hex()));
    }
    return claims;
  }

  /** Claim about who signs. */
  public Claim of(Signer signer) {
    return new Claim("fingerprint", signer.fingerprint().hex());
  }

  /**
   * A text without spaces and line ends, compatible characters made equal (NFKC), East Asian
   * letters spelled: whether a page shows them depended on the machine that printed it.
   */
  public static String folded(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    SPACE
        .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
        .replaceAll("")
        .codePoints()
        .forEach(
            c -> {
              if (EastAsian.isLetter(c)) {
                folded.append(Glyphs.spelled(c));
              } else {
                folded.appendCodePoint(c);
              }
            });
    return folded.toString();
  }

  private static Glyphs glyphs(FontFiles fonts, Face face) {
    try {
      return new Glyphs(
          fonts.open(face).getUnicodeCmapLookup(), face.rightToLeft(), letter -> false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Claim claim(String what, List<Block> blocks) {
    StringBuilder text = new StringBuilder();
    for (Block block : blocks) {
      Glyphs known = glyphs.get(block.style().face());
      text.append(known == null ? block.text() : known.legible(shaped(block)));
    }
    return new Claim(what, folded(text.toString()));
  }

  private static String shaped(Block block) {
    return block.kind() == Kind.NAMED ? ArabicForms.shaped(block.text()) : block.text();
  }

  private static List<Block> cells(List<Cell> row) {
    return row.stream().flatMap(cell -> cell.blocks().stream()).toList();
  }
}
