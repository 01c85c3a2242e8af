package org.migrationauditor.verifier.jpeg;

import java.util.ArrayList;
import java.util.List;

/** One image in JPEG 2000 that is compressed without loss (ITU-T T.800): its tiles. */
final class J2kImage {
  private static final int SOD = 0xFF93;
  private static final int EOC = 0xFFD9;
  private static final int TILE_PART_HEADER = 12; // bytes, with its marker

  private final Marked stream;
  private final Shape shape;
  private final Rows rows;
  private final List<Tile> tiles = new ArrayList<>();
  private final BlockDecoder blocks = new BlockDecoder();
  private int precision;

  /** Headers and packets of a tile. */
  private static final class Tile {
    private final List<Marked> parts = new ArrayList<>();
    private J2kHeader header;

    Tile(J2kHeader main) {
      header = main;
    }
  }

  J2kImage(Marked stream, Shape shape, Rows rows) {
    this.stream = stream;
    this.shape = shape;
    this.rows = rows;
  }

  void decode() throws JpegException {
    int bytes = stream.left();
    J2kHeader header = new J2kHeader(stream, shape);
    J2kSize size = header.size();
    if (size.tiles() > bytes / TILE_PART_HEADER) {
      throw new JpegException("has fewer tiles than it declares");
    }
    for (long i = 0; i < size.tiles(); i++) {
      tiles.add(new Tile(header));
    }
    int marker = J2kHeader.SOT;
    while (marker == J2kHeader.SOT) {
      tilePart();
      marker = stream.marker();
    }
    if (marker != EOC) {
      throw new JpegException("has another marker than belongs there");
    }
    stream.padding();
    long samples = (long) shape.columns() * shape.rows() * shape.samples();
    Planes.reserve(samples * Integer.BYTES, bytes);
    if (tiles.size() == 1) {
      pass(tile(0, size));
    } else {
      byTiles(size, bytes);
    }
  }

  private void tilePart() throws JpegException {
    int start = stream.left() + Short.BYTES; // from its marker on
    Marked segment = stream.segment();
    int index = segment.u16();
    long length = segment.u32();
    segment.u16(); // which part of how many
    segment.exhausted();
    if (index >= tiles.size()) {
      throw new JpegException("has a tile that there is not");
    }
    Tile tile = tiles.get(index);
    for (int marker = stream.marker(); marker != SOD; marker = stream.marker()) {
      tile.header = tile.header.of(marker, stream.segment(), tile.parts.isEmpty());
    }
    int read = start - stream.left();
    long left = length == 0 ? stream.toLast(EOC) : length - read; // 0 only for the last of all
    tile.parts.add(stream.part(left));
  }

  private int[][] tile(int index, J2kSize size) throws JpegException {
    Tile tile = tiles.get(index);
    byte[] packets = new byte[tile.parts.stream().mapToInt(Marked::left).sum()];
    int at = 0;
    for (Marked part : tile.parts) {
      part.copy(packets, at);
      at += part.left();
    }
    int[][] samples = new J2kTile(tile.header, size.tile(index), packets).decode(blocks);
    precision = size.depth();
    int half = 1 << (precision - 1);
    int shift = shape.signed() ? 0 : half;
    for (int[] component : samples) {
      for (int i = 0; i < component.length; i++) {
        if (component[i] < -half || component[i] >= half) {
          throw new JpegException("has a sample beyond its precision");
        }
        component[i] += shift;
      }
    }
    return samples;
  }

  private void pass(int[][] samples) {
    int[] row = new int[shape.columns() * samples.length];
    for (int y = 0; y < shape.rows(); y++) {
      for (int i = 0; i < samples.length; i++) {
        for (int x = 0, to = i; x < shape.columns(); x++, to += samples.length) {
          row[to] = samples[i][y * shape.columns() + x];
        }
      }
      rows.row(row, precision);
    }
  }

  private void byTiles(J2kSize size, int bytes) throws JpegException {
    Planes planes = new Planes(shape, bytes);
    Area image = size.image();
    for (int tile = 0; tile < tiles.size(); tile++) {
      Area area = size.tile(tile);
      int[][] samples = tile(tile, size);
      for (int component = 0; component < samples.length; component++) {
        planes.put(
            component,
            area.x0() - image.x0(),
            area.y0() - image.y0(),
            area.width(),
            samples[component]);
      }
    }
    planes.pass(rows, precision);
  }
}
