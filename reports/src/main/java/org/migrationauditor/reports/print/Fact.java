package org.migrationauditor.reports.print;

import java.util.List;

/** A name and its value. */
record Fact(String name, List<Block> value) {
  static Fact of(String name, String value) {
    return new Fact(name, List.of(Block.of(value, Style.CELL)));
  }

  static Fact key(String name, String value) {
    return new Fact(name, List.of(Block.key(value, Style.CELL)));
  }

  static Fact digest(String name, String value) {
    return new Fact(name, List.of(Block.of(value, Style.DIGEST)));
  }

  static Fact digest(String name, String words, String value) {
    return new Fact(
        name, List.of(Block.of(words, Style.CELL), Block.of(value, Style.DIGEST.in(Tint.MUTED))));
  }

  List<Cell> cells() {
    return List.of(new Cell(List.of(Block.of(name, Style.CELL_HEAD))), new Cell(value));
  }
}
