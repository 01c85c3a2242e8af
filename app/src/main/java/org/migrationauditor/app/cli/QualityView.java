package org.migrationauditor.app.cli;

import java.util.List;
import java.util.Locale;
import org.migrationauditor.messages.inventory.Finding;
import org.migrationauditor.verifier.quality.ContentQuality;
import org.migrationauditor.verifier.quality.Facet;
import org.migrationauditor.verifier.quality.Referring;
import org.migrationauditor.verifier.quality.Remarked;
import org.migrationauditor.verifier.quality.Tally;

/** An examination as tables. */
final class QualityView {
  private static final int VALUE_WIDTH = 48;

  private QualityView() {}

  static void print(Terminal terminal, ContentQuality quality, List<Finding> findings) {
    terminal.heading("%s inventory %s".formatted(quality.view(), quality.inventory()));
    Tables.counts(terminal, quality.counts());
    for (Facet facet : Facet.values()) {
      facet(terminal, quality, facet);
    }
    references(terminal, quality.references());
    remarks(terminal, quality.remarks());
    Tables.findings(terminal, findings);
    long all = quality.remarks().stream().mapToLong(Remarked::findings).sum();
    if (all > findings.size()) {
      terminal.print(String.format(Locale.ROOT, "  and %,d findings more", all - findings.size()));
    }
    terminal.print(
        Terminal.verdict(quality.verdict())
            + switch (quality.verdict()) {
              case PASSED -> ": all was examined; remarks change no verdict";
              case FAILED, INDETERMINATE -> ": something could not be examined";
            });
  }

  private static void facet(Terminal terminal, ContentQuality quality, Facet facet) {
    List<Tally> tallies = quality.tallies().stream().filter(t -> t.facet() == facet).toList();
    if (tallies.isEmpty()) {
      return;
    }
    terminal.print("");
    terminal.heading(
        "%-48s %9s %9s %9s %11s %11s"
            .formatted(words(facet), "patients", "studies", "series", "instances", "size"));
    for (Tally tally : tallies) {
      terminal.print(
          String.format(
              Locale.ROOT,
              "%-48s %,9d %,9d %,9d %,11d %11s",
              value(tally),
              tally.patients(),
              tally.studies(),
              tally.series(),
              tally.instances(),
              Terminal.size(tally.bytes())));
    }
    long more = quality.values().getOrDefault(facet, 0L) - tallies.size();
    if (more > 0) {
      terminal.print(String.format(Locale.ROOT, "  and %,d values more", more));
    }
  }

  private static String words(Facet facet) {
    return switch (facet) {
      case MODALITY -> "modality";
      case STUDY_YEAR -> "study year";
      case INSTITUTION -> "institution";
      case SOURCE_AET -> "source AE";
      case SOP_CLASS -> "SOP class";
      case TRANSFER_SYNTAX -> "transfer syntax";
      case OWNER -> "owner";
    };
  }

  /** The name where there is one; shortened to the column. */
  private static String value(Tally tally) {
    String text = tally.name().isEmpty() ? tally.value() : tally.name();
    String safe = text.isEmpty() ? "(none)" : Terminal.safe(text);
    if (safe.length() <= VALUE_WIDTH) {
      return safe;
    }
    int end = VALUE_WIDTH - 3;
    return safe.substring(0, Character.isHighSurrogate(safe.charAt(end - 1)) ? end - 1 : end)
        + "...";
  }

  private static void references(Terminal terminal, List<Referring> references) {
    if (references.isEmpty()) {
      return;
    }
    terminal.print("");
    terminal.heading(
        "%-48s %11s %11s %11s".formatted("references of", "instances", "references", "dangling"));
    for (Referring referring : references) {
      terminal.print(
          String.format(
              Locale.ROOT,
              "%-48s %,11d %,11d %,11d",
              referring.kind(),
              referring.instances(),
              referring.references(),
              referring.dangling()));
    }
  }

  private static void remarks(Terminal terminal, List<Remarked> remarks) {
    terminal.print("");
    terminal.heading("%-48s %11s %11s".formatted("found", "findings", "entries"));
    if (remarks.isEmpty()) {
      terminal.print("nothing");
    }
    for (Remarked remarked : remarks) {
      terminal.print(
          String.format(
              Locale.ROOT,
              "%-48s %,11d %,11d",
              remarked.code(),
              remarked.findings(),
              remarked.entries()));
    }
    terminal.print("");
  }
}
