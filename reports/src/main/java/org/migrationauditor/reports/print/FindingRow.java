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
  private final Wording w;

  FindingRow(Wording wording) {
    this.w = wording;
  }

  List<Column> columns() {
    return List.of(
        Column.right(w.say("finding.number"), 0.08),
        Column.left(w.say("finding.code"), 0.2),
        Column.left(w.say("finding.object"), 0.72));
  }

  List<Cell> of(int number, Finding finding, Optional<StandingWaiver> accepted) {
    Style code =
        finding.expectedBecause() == null
            ? Style.CELL_STRONG.in(Tint.of(finding.code().verdict()))
            : Style.CELL_STRONG.in(Tint.MUTED);
    return List.of(
        Cell.of(Block.of(w.count(number), Style.CELL_MUTED)),
        Cell.of(Block.of(finding.code().name(), code)),
        new Cell(object(finding, accepted)));
  }

  private List<Block> object(Finding finding, Optional<StandingWaiver> accepted) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(Block.key(finding.key(), Style.KEY));
    if (finding.expectedBecause() != null) {
      String announced = w.say("finding.announced", finding.expectedBecause());
      blocks.add(Block.of(announced, Style.CELL).below(1));
    }
    if (!finding.detail().isBlank()) {
      blocks.add(Block.recorded(finding.detail(), Style.CELL).below(1));
    }
    accepted.ifPresent(standing -> blocks.add(accepted(standing)));
    String owner = w.say("finding.owner", Names.plain(finding.owner().value()));
    blocks.add(Block.named(owner, Style.CELL_MUTED).below(1));
    uid(blocks, "finding.study", finding.studyInstanceUid());
    uid(blocks, "finding.series", finding.seriesInstanceUid());
    uid(blocks, "finding.instance", finding.sopInstanceUid());
    digest(blocks, finding, w.say("finding.before"), finding.beforeDigest());
    digest(blocks, finding, w.say("finding.after"), finding.afterDigest());
    return blocks;
  }

  private Block accepted(StandingWaiver standing) {
    String person = standing.waiver().person();
    return Block.of(
            w.say("finding.accepted", person, w.second(standing.at()), standing.waiver().reason()),
            Style.CELL_STRONG)
        .below(1);
  }

  private void uid(List<Block> blocks, String key, @Nullable String uid) {
    if (uid != null) {
      blocks.add(Block.of(w.say(key, uid), Style.CELL_MUTED));
    }
  }

  private void digest(
      List<Block> blocks, Finding finding, String side, @Nullable ContentDigest digest) {
    if (digest != null) {
      blocks.add(Block.of("%-7s %s".formatted(side, digest), Style.DIGEST.in(Tint.MUTED)));
    } else if (finding.code().verdict() == Verdict.INDETERMINATE) {
      blocks.add(Block.of(w.say("finding.notRead", side), Style.CELL_MUTED));
    }
  }
}
