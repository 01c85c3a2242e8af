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
    REGULAR("/liberation/LiberationSans-Regular.ttf", false),
    BOLD("/liberation/LiberationSans-Bold.ttf", false),
    MONO("/liberation/LiberationMono-Regular.ttf", false),
    NAMES("/net/sf/jasperreports/fonts/dejavu/DejaVuSans.ttf", true),
    NAMES_BOLD("/net/sf/jasperreports/fonts/dejavu/DejaVuSans-Bold.ttf", true);

    private final String file;
    private final boolean rightToLeft;

    Face(String file, boolean rightToLeft) {
      this.file = file;
      this.rightToLeft = rightToLeft;
    }

    /** Where it is on the class path. */
    String file() {
      return file;
    }

    /** Whether it may show letters that are read from right to left. */
    boolean rightToLeft() {
      return rightToLeft;
    }
  }

  /** Distance between two baselines, points. */
  float leading() {
    return size * 1.32f;
  }

  /** The same for an owner's name that is read from right to left. */
  Style forNames() {
    return new Style(face == Face.BOLD ? Face.NAMES_BOLD : Face.NAMES, size, tint);
  }

  Style in(Tint other) {
    return new Style(face, size, other);
  }
}
