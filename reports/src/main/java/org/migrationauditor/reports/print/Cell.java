package org.migrationauditor.reports.print;

import java.util.List;
import org.migrationauditor.messages.Verdict;

/** One cell of a table: paragraphs below each other. */
record Cell(List<Block> blocks) {
  Cell {
    blocks = List.copyOf(blocks);
  }

  static Cell of(String text) {
    return new Cell(List.of(Block.of(text, Style.CELL)));
  }

  static Cell strong(String text) {
    return new Cell(List.of(Block.of(text, Style.CELL_STRONG)));
  }

  static Cell digest(String text) {
    return new Cell(List.of(Block.of(text, Style.DIGEST)));
  }

  static Cell verdict(Verdict verdict) {
    return new Cell(List.of(Block.of(verdict.name(), Style.CELL_STRONG.in(Tint.of(verdict)))));
  }
}
