package org.migrationauditor.signatures;

import java.util.ArrayList;
import java.util.List;

/** Reads a whole file as sections, so that no byte of it means nothing or two things. */
final class Sections {
  private static final int MOST = 64;

  private Sections() {}

  /** In the order of the file; the last ends where the file ends. */
  static List<Section> of(byte[] pdf) throws CosException {
    CosReader in = new CosReader(pdf);
    List<Section> sections = new ArrayList<>();
    sections.add(Section.first(in));
    while (!in.atEnd()) {
      if (sections.size() == MOST) {
        throw new CosException(in.at(), "the end of the file");
      }
      sections.add(Section.read(in, sections.getLast().table()));
    }
    return sections;
  }
}
