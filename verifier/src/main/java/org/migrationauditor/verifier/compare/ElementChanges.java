package org.migrationauditor.verifier.compare;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;
import org.migrationauditor.verifier.dicom.ElementDigests;
import org.migrationauditor.verifier.manifest.Database;

/**
 * Which elements of changed DICOM instances changed, by their tags and keyed digests. What changed
 * inside a sequence is a change of the outermost one.
 *
 * <p>Two instances of which no element is the same are of two keys or have nothing to do with each
 * other; as nothing tells which, their changes are not known.
 */
final class ElementChanges {
  private static final int PORTION = 100_000; // instances at a time
  private static final String SEPARATOR = ", ";
  private static final int UNKNOWN = ('U' << 8) | 'N'; // value representation

  private static final String TABLE =
      "CREATE TEMP TABLE element_change (key VARCHAR, changes VARCHAR)";

  private ElementChanges() {}

  /**
   * Fills the table {@code element_change} with the changes of each {@code pair} whose changes are
   * known, such as {@code (0010,0010) PN changed, (0012,0020) LO added}.
   */
  static void find(Database database) throws SQLException, IOException {
    database.run(TABLE);
    long pairs = database.number("SELECT coalesce(max(nth), 0) FROM pair");
    try (DuckDBAppender appender = database.appender("element_change")) {
      for (long first = 1; first <= pairs; first += PORTION) {
        database.each(
            row -> {
              String changes =
                  between(
                      Listed.of(new ElementDigests(row.getBytes(2), row.getBytes(3))),
                      Listed.of(new ElementDigests(row.getBytes(4), row.getBytes(5))));
              if (!changes.isEmpty()) {
                appender.beginRow();
                appender.append(row.getString(1)).append(changes);
                appender.endRow();
              }
            },
            """
            SELECT p.key, b.elements, b.element_digests, a.elements, a.element_digests
            FROM (SELECT key, after_key FROM pair WHERE NOT same_set AND nth BETWEEN %d AND %d) p
            JOIN before b ON b.key = p.key
            JOIN after a ON a.key = p.after_key
            WHERE octet_length(b.elements) / 6 = octet_length(b.element_digests) / 8
              AND octet_length(a.elements) / 6 = octet_length(a.element_digests) / 8
            """
                .formatted(first, first + PORTION - 1));
      }
    }
  }

  /** Changes in the order of tags; empty when they are not known. */
  private static String between(Listed before, Listed after) {
    StringJoiner changes = new StringJoiner(SEPARATOR);
    int same = 0;
    int b = 0;
    int a = 0;
    while (b < before.count() || a < after.count()) {
      int order = b == before.count() ? 1 : a == after.count() ? -1 : 0;
      if (order == 0) {
        order = Integer.compareUnsigned(before.tag(b), after.tag(a));
      }
      if (order < 0) {
        changes.add(words(before.tag(b), before.vr(b), "removed"));
      } else if (order > 0) {
        changes.add(words(after.tag(a), after.vr(a), "added"));
      } else if (before.digest(b) == after.digest(a)) {
        same++;
      } else {
        int vr = after.vr(a) == UNKNOWN ? before.vr(b) : after.vr(a);
        changes.add(words(after.tag(a), vr, "changed"));
      }
      b += order <= 0 ? 1 : 0;
      a += order >= 0 ? 1 : 0;
    }
    return same == 0 ? "" : changes.toString();
  }

  private static String words(int tag, int vr, String what) {
    int group = tag >>> 16;
    return String.format(
        Locale.ROOT,
        "(%04x,%04x) %c%c%s %s",
        group,
        tag & 0xFFFF,
        (char) (vr >>> 8),
        (char) (vr & 0xFF),
        group % 2 == 0 ? "" : " private",
        what);
  }

  /** Elements in the order of their tags; those of one tag in the order of the file. */
  private record Listed(ByteBuffer names, ByteBuffer digests, List<Integer> order) {
    static Listed of(ElementDigests elements) {
      ByteBuffer names = ByteBuffer.wrap(elements.names());
      Comparator<Integer> byTag =
          (one, other) -> Integer.compareUnsigned(tag(names, one), tag(names, other));
      List<Integer> order =
          IntStream.range(0, elements.names().length / ElementDigests.NAME_BYTES)
              .boxed()
              .sorted(byTag) // as they are in a sound file
              .toList();
      return new Listed(names, ByteBuffer.wrap(elements.digests()), order);
    }

    private static int tag(ByteBuffer names, int element) {
      return names.getInt(element * ElementDigests.NAME_BYTES);
    }

    int count() {
      return order.size();
    }

    int tag(int i) {
      return tag(names, order.get(i));
    }

    int vr(int i) {
      return names.getShort(order.get(i) * ElementDigests.NAME_BYTES + Integer.BYTES);
    }

    long digest(int i) {
      return digests.getLong(order.get(i) * ElementDigests.DIGEST_BYTES);
    }
  }
}
