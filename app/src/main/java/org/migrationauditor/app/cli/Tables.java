package org.migrationauditor.app.cli;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.function.ToLongFunction;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.inventory.Finding;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.verifier.ReadingCounts;
import org.migrationauditor.verifier.Sample;
import org.migrationauditor.verifier.compare.AttributeChange;
import org.migrationauditor.verifier.owner.OwnerRules;

/** Counts and findings as lines of text. */
final class Tables {
  private record Row(String name, ToLongFunction<InventoryCounts> count) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("patients", InventoryCounts::patients),
          new Row("studies", InventoryCounts::studies),
          new Row("series", InventoryCounts::series),
          new Row("instances", InventoryCounts::instances),
          new Row("buckets", InventoryCounts::buckets),
          new Row("objects", InventoryCounts::objects),
          new Row("other files", InventoryCounts::files),
          new Row("malformed", InventoryCounts::malformed),
          new Row("unreadable", InventoryCounts::unreadable));

  private Tables() {}

  /** Entries of any kind, count. */
  static long entries(InventoryCounts counts) {
    return counts.instances()
        + counts.buckets()
        + counts.objects()
        + counts.files()
        + counts.unreadable();
  }

  /** One column a side; rows that are zero on every side are left out. */
  static void counts(Terminal terminal, InventoryCounts... sides) {
    for (Row row : ROWS) {
      StringBuilder line = new StringBuilder("%-14s".formatted(row.name()));
      long sum = 0;
      for (InventoryCounts side : sides) {
        long count = row.count().applyAsLong(side);
        line.append(String.format(Locale.ROOT, " %,14d", count));
        sum += count;
      }
      if (sum > 0) {
        terminal.print(line.toString());
      }
    }
    StringBuilder sizes = new StringBuilder("%-14s".formatted("size"));
    StringBuilder line = new StringBuilder("%-14s".formatted("bytes"));
    for (InventoryCounts side : sides) {
      sizes.append(" %14s".formatted(Terminal.size(side.bytes())));
      line.append(String.format(Locale.ROOT, " %,14d", side.bytes()));
    }
    terminal.print(sizes.toString());
    terminal.print(line.toString());
  }

  /** One line an attribute, if there is any. */
  static void attributes(Terminal terminal, List<AttributeChange> attributes) {
    if (attributes.isEmpty()) {
      return;
    }
    terminal.print("attribute             changed      added    removed  instances");
    for (AttributeChange attribute : attributes) {
      terminal.print(
          String.format(
              Locale.ROOT,
              "%s %s   %,12d %,10d %,10d %,10d",
              attribute.attribute(),
              attribute.vr(),
              attribute.changed(),
              attribute.added(),
              attribute.removed(),
              attribute.instances()));
    }
  }

  /** What a sample can tell, and how to draw it again. */
  static String sample(Sample sample) {
    return String.format(
        Locale.ROOT,
        "sample         %,d entries or all: would show damage of more than %s%% of the entries with"
            + " %s%% confidence; --sample %s --seed %s draws them again",
        sample.size(),
        sample.share().toPlainString(),
        sample.confidence().toPlainString(),
        sample.plan(),
        sample.seed());
  }

  /** How much was read, where that is not simply all at the first try. */
  static void readings(Terminal terminal, ReadingCounts readings) {
    reading(terminal, "at a later try", readings.atFurtherTry());
    reading(terminal, "sampled out", readings.sampledOut());
    reading(terminal, "not read", readings.stopped());
  }

  private static void reading(Terminal terminal, String name, long count) {
    if (count > 0) {
      terminal.print(String.format(Locale.ROOT, "%-14s %,14d", name, count));
    }
  }

  /** One line an owner: its entries, counted once each, and their bytes. */
  static void owners(
      Terminal terminal, OwnerRules rules, SortedMap<OwnerKey, InventoryCounts> byOwner) {
    terminal.heading(
        rules.digest() == null
            ? "owners as the archive tells"
            : "owners by rules " + rules.digest());
    byOwner.forEach(
        (owner, counts) ->
            terminal.print(
                String.format(
                    Locale.ROOT,
                    "  %-40s %,14d %14s",
                    Terminal.safe(owner.value()),
                    entries(counts),
                    Terminal.size(counts.bytes()))));
  }

  /** One line a finding. */
  static void findings(Terminal terminal, List<Finding> findings) {
    for (Finding finding : findings) {
      String because = finding.expectedBecause();
      terminal.print(
          "%-16s %s: %s%s"
              .formatted(
                  finding.code(),
                  Terminal.safe(finding.key()),
                  Terminal.safe(finding.detail()),
                  because == null ? "" : " (expected: " + Terminal.safe(because) + ")"));
    }
  }
}
