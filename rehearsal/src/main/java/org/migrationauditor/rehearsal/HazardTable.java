package org.migrationauditor.rehearsal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What the resource {@code hazards.txt} says of each hazard. */
final class HazardTable {
  private static final int COLUMNS = 6;
  private static final Map<String, Row> ROWS = read();

  private HazardTable() {}

  /**
   * One hazard.
   *
   * @param happensAt id of the step before which it happens; empty when the host is made so
   * @param sign finding, or part of what is observed, by which it is caught
   */
  record Row(String section, String happensAt, Catch caught, String sign, String happening) {}

  static Row row(String hazard) {
    return Objects.requireNonNull(ROWS.get(hazard), () -> "hazards.txt lacks " + hazard);
  }

  private static Map<String, Row> read() {
    Map<String, Row> rows = new HashMap<>();
    try (InputStream in = HazardTable.class.getResourceAsStream("hazards.txt")) {
      String table = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      table.lines().filter(line -> !line.startsWith("#")).forEach(line -> add(rows, line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static void add(Map<String, Row> rows, String line) {
    String[] cells = line.split(" \\| ", -1);
    if (cells.length != COLUMNS) {
      throw new IllegalStateException("hazards.txt: no hazard has a line like: " + line);
    }
    String step = cells[2].equals("-") ? Hazard.MADE : cells[2];
    Row row = new Row(cells[1], step, Catch.valueOf(cells[3]), cells[4], cells[5]);
    if (rows.put(cells[0], row) != null) {
      throw new IllegalStateException("hazards.txt: two lines tell of " + cells[0]);
    }
  }
}
