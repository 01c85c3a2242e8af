package org.migrationauditor.verifier.jpeg;

import java.util.Arrays;

/** One image in JPEG-LS (ITU-T T.87): its marker segments and scans. */
final class LsImage {
  private static final int SOF55 = 0xFFF7;
  private static final int LSE = 0xFFF8;
  private static final int APP8 = 0xFFE8;
  private static final long COLOUR_TRANSFORM = 0x6D726678; // mrfx, of one vendor's codec
  private static final int PRESETS = 1;
  private static final int BY_COMPONENT = 0;
  private static final int BY_LINE = 1;
  private static final int BY_SAMPLE = 2;

  private final Marked stream;
  private final Shape shape;
  private final Rows rows;
  private int[] components = {}; // identifiers
  private int precision;
  private LsParameters declared = LsParameters.defaults();
  private int restartLines;

  LsImage(Marked stream, Shape shape, Rows rows) {
    this.stream = stream;
    this.shape = shape;
    this.rows = rows;
  }

  void decode() throws JpegException {
    stream.expect(Marked.SOI);
    while (true) {
      int marker = stream.marker();
      switch (marker) {
        case SOF55 -> frame(stream.segment());
        case LSE -> parameters(stream.segment());
        case Marked.DRI -> restartLines = restart(stream.segment());
        case Marked.SOS -> {
          scans();
          stream.expect(Marked.EOI);
          stream.padding();
          return;
        }
        default -> {
          if (!Marked.application(marker)) {
            throw new JpegException("has a marker that is not understood");
          }
          application(marker, stream.segment());
        }
      }
    }
  }

  private static void application(int marker, Marked segment) throws JpegException {
    if (marker == APP8
        && segment.left() > Integer.BYTES
        && ((long) segment.u16() << Short.SIZE | segment.u16()) == COLOUR_TRANSFORM
        && segment.u8() != 0) {
      throw new JpegException("has its colours transformed in a way that no standard knows");
    }
  }

  private void frame(Marked segment) throws JpegException {
    if (precision != 0) {
      throw new JpegException("has two frames");
    }
    FrameHeader header = FrameHeader.read(segment, shape);
    precision = header.precision();
    components = header.components();
  }

  private void parameters(Marked segment) throws JpegException {
    if (segment.u8() != PRESETS) {
      throw new JpegException("maps its samples or is of an extended size");
    }
    declared = LsParameters.declared(segment);
  }

  private static int restart(Marked segment) throws JpegException {
    long lines = segment.rest();
    return (int) Math.min(lines, Integer.MAX_VALUE);
  }

  private void scans() throws JpegException {
    if (components.length == 0) {
      throw new JpegException("has a scan before its frame");
    }
    LsScan scan = new LsScan();
    scan.header(stream.segment(), 0);
    if (scan.count == components.length) {
      LsLines lines = scan.lines();
      int[] row = new int[shape.columns() * scan.count];
      for (int y = 0; y < shape.rows(); y++) {
        lines.next(row);
        rows.row(row, precision);
      }
      lines.end();
    } else {
      byComponent(scan);
    }
  }

  private void byComponent(LsScan first) throws JpegException {
    Planes planes = new Planes(shape, stream.left());
    LsScan scan = first;
    int[] line = new int[shape.columns()];
    for (int component = 0; component < components.length; component++) {
      if (component > 0) {
        scan = nextScan(component);
      }
      LsLines lines = scan.lines();
      for (int y = 0; y < shape.rows(); y++) {
        lines.next(line);
        planes.put(component, y, line);
      }
      lines.end();
    }
    planes.pass(rows, precision);
  }

  private LsScan nextScan(int component) throws JpegException {
    while (true) {
      int marker = stream.marker();
      switch (marker) {
        case Marked.SOS -> {
          LsScan scan = new LsScan();
          scan.header(stream.segment(), component);
          return scan;
        }
        case LSE -> parameters(stream.segment());
        case Marked.DRI -> restartLines = restart(stream.segment());
        default -> throw new JpegException("has a marker that is not understood");
      }
    }
  }

  /** The header of a scan. */
  private final class LsScan {
    private int count;
    private int near;
    private int interleave;

    void header(Marked segment, int first) throws JpegException {
      count = segment.u8();
      int[] selected = new int[count];
      for (int i = 0; i < count; i++) {
        selected[i] = segment.u8();
        if (segment.u8() != 0) {
          throw new JpegException("maps its samples");
        }
      }
      near = segment.u8();
      interleave = segment.u8();
      int shift = segment.u8();
      segment.exhausted();
      boolean together = interleave == BY_LINE || interleave == BY_SAMPLE;
      boolean sound =
          count == 1
              ? interleave == BY_COMPONENT || (together && components.length == 1)
              : count == components.length && together && first == 0;
      int end = Math.min(first + count, components.length);
      if (!sound || shift != 0 || !Arrays.equals(selected, 0, count, components, first, end)) {
        throw new JpegException("has a scan that is not understood");
      }
    }

    LsLines lines() throws JpegException {
      LsCoding coding = new LsCoding(declared.of(precision, near), near);
      boolean bySample = count > 1 && interleave == BY_SAMPLE;
      return new LsLines(stream, coding, shape.columns(), count, bySample, restartLines);
    }
  }
}
