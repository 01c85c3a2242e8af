package org.migrationauditor.verifier.jpeg;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** One image in JPEG Lossless with Huffman coding (ITU-T T.81 process 14): markers and scans. */
final class LosslessImage {
  private static final int SOF3 = 0xFFC3;
  private static final int DHT = 0xFFC4;
  private static final int TABLES = 4;
  private static final int MOST_PREDICTOR = 7;

  private final Marked stream;
  private final Shape shape;
  private final Rows rows;
  private final @Nullable HuffmanTable[] tables = new @Nullable HuffmanTable[TABLES];
  private int[] components = {}; // identifiers
  private int precision;
  private int restartInterval;

  LosslessImage(Marked stream, Shape shape, Rows rows) {
    this.stream = stream;
    this.shape = shape;
    this.rows = rows;
  }

  void decode() throws JpegException {
    stream.expect(Marked.SOI);
    int marker = tables(stream.marker());
    if (marker != SOF3) {
      throw new JpegException("is no lossless image in one frame");
    }
    frame(stream.segment());
    Scan first = scan(tables(stream.marker()));
    if (first.count() == components.length) {
      int[] row = new int[shape.columns() * first.count()];
      LosslessLines lines = first.lines;
      for (int y = 0; y < shape.rows(); y++) {
        lines.next(row);
        rows.row(row, precision);
      }
      lines.end();
    } else {
      byComponent(first);
    }
    stream.expect(Marked.EOI);
    stream.padding();
  }

  private void byComponent(Scan first) throws JpegException {
    Planes planes = new Planes(shape, stream.left());
    BitSet left = new BitSet();
    left.set(0, components.length);
    Scan scan = first;
    while (true) {
      if (scan.count() != 1 || !left.get(scan.components[0])) {
        throw new JpegException("has some of its components together");
      }
      left.clear(scan.components[0]);
      int[] line = new int[shape.columns()];
      for (int y = 0; y < shape.rows(); y++) {
        scan.lines.next(line);
        planes.put(scan.components[0], y, line);
      }
      scan.lines.end();
      if (left.isEmpty()) {
        planes.pass(rows, precision);
        return;
      }
      scan = scan(tables(stream.marker()));
    }
  }

  /** Reads tables and the like, and tells the marker behind them. */
  private int tables(int first) throws JpegException {
    int marker = first;
    while (marker == DHT || marker == Marked.DRI || Marked.application(marker)) {
      Marked segment = stream.segment();
      if (marker == DHT) {
        huffman(segment);
      } else if (marker == Marked.DRI) {
        restartInterval = segment.u16();
        segment.exhausted();
      }
      marker = stream.marker();
    }
    return marker;
  }

  private void huffman(Marked segment) throws JpegException {
    while (segment.left() > 0) {
      int destination = segment.u8(); // and class 0 above it
      if (destination >= TABLES) {
        throw new JpegException("has a table that no lossless image has");
      }
      tables[destination] = new HuffmanTable(segment);
    }
  }

  private void frame(Marked segment) throws JpegException {
    FrameHeader header = FrameHeader.read(segment, shape);
    precision = header.precision();
    components = header.components();
  }

  /**
   * A scan.
   *
   * @param components indexes
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody else sees it
  private record Scan(int[] components, LosslessLines lines) {
    int count() {
      return components.length;
    }
  }

  private Scan scan(int marker) throws JpegException {
    if (marker != Marked.SOS) {
      throw new JpegException("has a marker that is not understood");
    }
    Marked segment = stream.segment();
    int[] selected = new int[segment.u8()];
    HuffmanTable[] coding = new HuffmanTable[selected.length];
    for (int i = 0; i < selected.length; i++) {
      selected[i] = component(segment.u8());
      coding[i] = table(segment.u8() >> 4);
    }
    int predictor = segment.u8();
    int end = segment.u8();
    int shift = segment.u8();
    segment.exhausted();
    boolean whole = selected.length == components.length;
    if (predictor < 1 || predictor > MOST_PREDICTOR || end != 0 || shift >= precision) {
      throw new JpegException("has a scan that is not understood");
    }
    if (selected.length == 0 || (whole && !ascending(selected))) {
      throw new JpegException("has its components in another order");
    }
    if (restartInterval % shape.columns() != 0) {
      throw new JpegException("starts again inside a line");
    }
    LosslessLines lines =
        new LosslessLines(
            stream,
            new Prediction(predictor, precision, shift),
            coding,
            shape.columns(),
            restartInterval / shape.columns());
    return new Scan(selected, lines);
  }

  private static boolean ascending(int[] selected) {
    int[] sorted = selected.clone();
    Arrays.sort(sorted);
    return Arrays.equals(selected, sorted) && sorted[0] == 0 && distinct(sorted);
  }

  private static boolean distinct(int[] sorted) {
    return Arrays.stream(sorted).distinct().count() == sorted.length;
  }

  private int component(int identifier) throws JpegException {
    for (int i = 0; i < components.length; i++) {
      if (components[i] == identifier) {
        return i;
      }
    }
    throw new JpegException("has a scan of no component");
  }

  private HuffmanTable table(int destination) throws JpegException {
    @Nullable HuffmanTable table = destination < TABLES ? tables[destination] : null;
    if (table == null) {
      throw new JpegException("has a scan without a table");
    }
    return table;
  }
}
