package org.migrationauditor.reports.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.Finding;
import org.migrationauditor.messages.query.StandingWaiver;

/** A finding as a row: its code, then what it is about and what was seen. */
final class FindingRow {
  static final List<Column> COLUMNS =
      List.of(Column.right("No.", 0.08), Column.left("Code", 0.2), Column.left("Object", 0.72));

  private FindingRow() {}

  static List<Cell> of(int number, Finding finding, Optional<StandingWaiver> accepted) {
    Style code =
        finding.expectedBecause() == null
            ? Style.CELL_STRONG.in(Tint.of(finding.code().verdict()))
            : Style.CELL_STRONG.in(Tint.MUTED);
    return List.of(
        new Cell(List.of(Block.of(Wording.count(number), Style.CELL_MUTED))),
        new Cell(List.of(Block.of(finding.code().name(), code))),
        new Cell(object(finding, accepted)));
  }

  private static List<Block> object(Finding finding, Optional<StandingWaiver> accepted) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(Block.key(finding.key(), Style.KEY));
    if (finding.expectedBecause() != null) {
      blocks.add(Block.of("Announced: " + finding.expectedBecause(), Style.CELL).below(1));
    }
    if (!finding.detail().isBlank()) {
      blocks.add(Block.of(finding.detail(), Style.CELL).below(1));
    }
    accepted.ifPresent(
        standing ->
            blocks.add(
                Block.of(
                        "Accepted by %s on %s: %s"
                            .formatted(
                                standing.waiver().person(),
                                Wording.second(standing.at()),
                                standing.waiver().reason()),
                        Style.CELL_STRONG)
                    .below(1)));
    blocks.add(Block.of("Owner " + finding.owner(), Style.CELL_MUTED).below(1));
    uid(blocks, "Study", finding.studyInstanceUid());
    uid(blocks, "Series", finding.seriesInstanceUid());
    uid(blocks, "SOP instance", finding.sopInstanceUid());
    digest(blocks, finding, "before", finding.beforeDigest());
    digest(blocks, finding, "after", finding.afterDigest());
    return blocks;
  }

  private static void uid(List<Block> blocks, String name, @Nullable String uid) {
    if (uid != null) {
      blocks.add(Block.of(name + " " + uid, Style.CELL_MUTED));
    }
  }

  private static void digest(
      List<Block> blocks, Finding finding, String side, @Nullable ContentDigest digest) {
    if (digest != null) {
      blocks.add(Block.of("%-6s %s".formatted(side, digest), Style.DIGEST.in(Tint.MUTED)));
    } else if (finding.code().verdict() == Verdict.INDETERMINATE) {
      blocks.add(Block.of(side + " no digest: not read", Style.CELL_MUTED));
    }
  }
}
