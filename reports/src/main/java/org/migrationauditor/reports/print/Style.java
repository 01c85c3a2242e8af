package org.migrationauditor.reports.print;

/**
 * How a text looks.
 *
 * @param size of the font, points
 */
record Style(Face face, float size, Tint tint) {
  static final Style TITLE = new Style(Face.BOLD, 22, Tint.ACCENT);
  static final Style SCOPE = new Style(Face.BOLD, 13, Tint.INK);
  static final Style SECTION = new Style(Face.BOLD, 13.5f, Tint.ACCENT);
  static final Style HEADING = new Style(Face.BOLD, 10.5f, Tint.INK);
  static final Style BODY = new Style(Face.REGULAR, 9.5f, Tint.INK);
  static final Style STRONG = new Style(Face.BOLD, 9.5f, Tint.INK);
  static final Style CELL = new Style(Face.REGULAR, 8.5f, Tint.INK);
  static final Style CELL_STRONG = new Style(Face.BOLD, 8.5f, Tint.INK);
  static final Style CELL_MUTED = new Style(Face.REGULAR, 8, Tint.MUTED);
  static final Style CELL_HEAD = new Style(Face.BOLD, 8, Tint.MUTED);
  static final Style LINK = new Style(Face.REGULAR, 8.5f, Tint.ACCENT);
  static final Style KEY = new Style(Face.MONO, 8.5f, Tint.INK);
  static final Style DIGEST = new Style(Face.MONO, 7.5f, Tint.INK);
  static final Style FURNITURE = new Style(Face.REGULAR, 7.5f, Tint.MUTED);

  /** The fonts of a report, each embedded. */
  enum Face {
    REGULAR("LiberationSans-Regular.ttf"),
    BOLD("LiberationSans-Bold.ttf"),
    MONO("LiberationMono-Regular.ttf");

    private final String file;

    Face(String file) {
      this.file = file;
    }

    String file() {
      return file;
    }
  }

  /** Distance between two baselines, points. */
  float leading() {
    return size * 1.32f;
  }

  Style in(Tint other) {
    return new Style(face, size, other);
  }
}
