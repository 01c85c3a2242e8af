package org.migrationauditor.signatures;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.migrationauditor.signatures.Cos.Dict;
import org.migrationauditor.signatures.Cos.Word;

/**
 * What was written in one go: objects, their table of places, and a trailer. A file is one section
 * after another, each but the first an incremental update (ISO 32000-1, 7.5.6).
 *
 * @param end place behind it, bytes from the start of the file
 * @param table place of its table, bytes from the start of the file
 * @param objects by number
 */
record Section(int end, int table, Map<Integer, Cos> objects, Dict trailer) {
  private static final int ENTRY_BYTES = 20;
  private static final int NONE_BEFORE = -1;

  /** Reads a section to its last byte; every object must be in its table and nothing else. */
  static Section read(CosReader in, int tableBefore) throws CosException {
    Map<Integer, Cos> objects = new TreeMap<>();
    Map<Integer, Integer> places = new HashMap<>();
    in.skipSpace();
    while (!in.passes("xref\n")) {
      int place = in.at();
      int number = in.number();
      in.expect(" 0 obj");
      Cos value = in.object();
      in.skipSpace();
      in.expect("endobj");
      in.skipSpace();
      if (objects.put(number, value) != null) {
        throw new CosException(place, "each object once");
      }
      places.put(number, place);
    }
    int table = in.at() - "xref\n".length();
    readTable(in, places, tableBefore == NONE_BEFORE);
    Dict trailer = trailer(in, tableBefore);
    in.skipSpace();
    in.expect("startxref\n");
    if (in.number() != table) {
      throw new CosException(in.at(), "the place of the table before");
    }
    in.expect("\n%%EOF");
    in.passes("\n");
    return new Section(in.at(), table, objects, trailer);
  }

  static Section first(CosReader in) throws CosException {
    in.expect("%PDF-1.");
    in.line();
    if (in.passes("%")) {
      in.line();
    }
    return read(in, NONE_BEFORE);
  }

  private static void readTable(CosReader in, Map<Integer, Integer> places, boolean first)
      throws CosException {
    Map<Integer, Integer> left = new HashMap<>(places);
    while (!in.passes("trailer")) {
      int start = in.number();
      in.expect(" ");
      int count = in.number();
      in.expect("\n");
      for (int number = start; number - start < count; number++) {
        Budget.stopIfNobodyWaits();
        readEntry(in, number, left, first || number == 0);
      }
    }
    if (!left.isEmpty()) {
      throw new CosException(in.at(), "a table of every object");
    }
  }

  /**
   * @param mayBeFree whether there need be no such object; an update may take none away
   */
  private static void readEntry(
      CosReader in, int number, Map<Integer, Integer> left, boolean mayBeFree) throws CosException {
    int start = in.at();
    String entry = in.line();
    if (entry.length() != ENTRY_BYTES - 1) {
      throw new CosException(start, "an entry of 20 bytes");
    }
    Integer place = left.remove(number);
    boolean free = mayBeFree && place == null && entry.matches("\\d{10} \\d{5} f[\\r ]");
    boolean here = place != null && entry.matches("%010d 00000 n[\\r ]".formatted(place));
    if (!free && !here) {
      throw new CosException(start, "the place of object %d".formatted(number));
    }
  }

  private static Dict trailer(CosReader in, int tableBefore) throws CosException {
    int start = in.at();
    if (!(in.value(0) instanceof Dict trailer)) {
      throw new CosException(start, "a dictionary");
    }
    Cos before = trailer.get("Prev");
    boolean follows =
        tableBefore == NONE_BEFORE
            ? before == null
            : before instanceof Word word && word.text().equals(Integer.toString(tableBefore));
    if (!follows || !(trailer.get("Root") instanceof Cos.Ref)) {
      throw new CosException(start, "a trailer that follows the one before");
    }
    return trailer;
  }
}
