package org.migrationauditor.reports.print;

import java.util.List;
import org.migrationauditor.messages.Verdict;

/** One cell of a table: paragraphs below each other. */
record Cell(List<Block> blocks) {
  Cell {
    blocks = List.copyOf(blocks);
  }

  static Cell of(Block... blocks) {
    return new Cell(List.of(blocks));
  }

  static Cell of(String text) {
    return of(Block.of(text, Style.CELL));
  }

  /** A sentence that the record holds. */
  static Cell recorded(String text) {
    return of(Block.recorded(text, Style.CELL));
  }

  static Cell strong(String text) {
    return of(Block.of(text, Style.CELL_STRONG));
  }

  static Cell digest(String text) {
    return of(Block.of(text, Style.DIGEST));
  }

  static Cell verdict(Verdict verdict, Wording wording) {
    return of(Block.of(wording.verdict(verdict), Style.CELL_STRONG.in(Tint.of(verdict))));
  }
}
