package org.migrationauditor.verifier.jpeg;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A tile of an image in JPEG 2000, from its packets to its samples. */
final class J2kTile {
  private static final int MOST_PRECINCTS = 1 << 15; // a bound on memory

  private final J2kHeader header;
  private final Area area;
  private final byte[] packets;
  private final List<J2kPrecinct> precincts = new ArrayList<>();
  private final int[][] samples;
  private int blockCount;

  J2kTile(J2kHeader header, Area area, byte[] packets) {
    this.header = header;
    this.area = area;
    this.packets = packets;
    samples = new int[header.size().components()][];
  }

  /** Samples of each component in rows, before their level is shifted back. */
  int[][] decode(BlockDecoder blocks) throws JpegException {
    for (int component = 0; component < samples.length; component++) {
      precincts(component);
    }
    readPackets();
    for (int component = 0; component < samples.length; component++) {
      samples[component] = new int[area.width() * area.height()];
    }
    for (J2kPrecinct precinct : precincts) {
      coefficients(precinct, blocks);
    }
    for (int component = 0; component < samples.length; component++) {
      int levels = header.coding(component).levels();
      for (int level = levels - 1; level >= 0; level--) {
        if (!area.reduced(level).empty()) {
          Wavelet.undo(samples[component], area.reduced(level), area.width());
        }
      }
    }
    if (header.transformed()) {
      colours();
    }
    return samples;
  }

  private void precincts(int component) throws JpegException {
    J2kCoding coding = header.coding(component);
    for (int resolution = 0; resolution <= coding.levels(); resolution++) {
      Area whole = area.reduced(coding.levels() - resolution);
      if (whole.empty()) {
        continue;
      }
      int widthBits = coding.precinctWidth(resolution);
      int heightBits = coding.precinctHeight(resolution);
      int left = whole.x0() >> widthBits;
      int top = whole.y0() >> heightBits;
      int across = ((whole.x1() - 1) >> widthBits) - left + 1;
      int down = ((whole.y1() - 1) >> heightBits) - top + 1;
      long count = precincts.size() + (long) across * down;
      if (count > MOST_PRECINCTS || count * header.layers() > packets.length) {
        throw new JpegException("has more precincts than are decoded"); // of at least a byte each
      }
      for (int i = 0; i < across * down; i++) {
        J2kPrecinct next =
            precinct(component, resolution, i, left + i % across, top + i / across, coding);
        precincts.add(next);
        blockCount += next.blocks();
        if (blockCount > J2kPrecinct.MOST_BLOCKS) {
          throw new JpegException("has more code-blocks than are decoded");
        }
      }
    }
  }

  private J2kPrecinct precinct(
      int component, int resolution, int index, int column, int row, J2kCoding coding)
      throws JpegException {
    int level = coding.levels() - resolution;
    int widthBits = coding.precinctWidth(resolution);
    int heightBits = coding.precinctHeight(resolution);
    int halved = resolution == 0 ? 0 : 1;
    Area inBands =
        new Area(
            column << (widthBits - halved),
            row << (heightBits - halved),
            Area.edge(column + 1, widthBits - halved),
            Area.edge(row + 1, heightBits - halved));
    J2kPrecinct.Band[] bands = new J2kPrecinct.Band[resolution == 0 ? 1 : 3];
    for (int i = 0; i < bands.length; i++) {
      int kind = i + halved;
      Area band = area.band(level + halved, kind & 1, kind >> 1);
      int planes = header.planes(component, resolution == 0 ? 0 : 3 * resolution - 2 + i);
      bands[i] =
          J2kPrecinct.Band.of(
              kind,
              planes,
              band.in(inBands),
              Math.min(coding.blockWidth(), widthBits - halved),
              Math.min(coding.blockHeight(), heightBits - halved));
    }
    long x = Math.max(area.x0(), (long) column << (widthBits + level));
    long y = Math.max(area.y0(), (long) row << (heightBits + level));
    return new J2kPrecinct(component, resolution, index, x, y, bands, coding);
  }

  /** In the order of progression (T.800 B.12). */
  private void readPackets() throws JpegException {
    J2kPackets reader = new J2kPackets(header, packets, blockCount);
    Comparator<J2kPrecinct> byComponent = Comparator.comparingInt(J2kPrecinct::component);
    Comparator<J2kPrecinct> byResolution = Comparator.comparingInt(J2kPrecinct::resolution);
    Comparator<J2kPrecinct> byPlace =
        Comparator.comparingLong(J2kPrecinct::y).thenComparingLong(J2kPrecinct::x);
    Comparator<J2kPrecinct> byIndex = Comparator.comparingInt(J2kPrecinct::index);
    precincts.sort(
        switch (header.progression()) {
          case 0, 1 -> byResolution.thenComparing(byComponent).thenComparing(byIndex);
          case 2 ->
              byResolution.thenComparing(byPlace).thenComparing(byComponent).thenComparing(byIndex);
          case 3 ->
              byPlace.thenComparing(byComponent).thenComparing(byResolution).thenComparing(byIndex);
          default ->
              byComponent.thenComparing(byPlace).thenComparing(byResolution).thenComparing(byIndex);
        });
    int from = 0;
    while (from < precincts.size()) {
      int to = layeredTogether(from);
      for (int layer = 0; layer < header.layers(); layer++) {
        for (J2kPrecinct precinct : precincts.subList(from, to)) {
          reader.read(precinct, layer);
        }
      }
      from = to;
    }
    reader.end();
  }

  /** Where those end whose packets of one layer come before those of the next. */
  private int layeredTogether(int from) {
    return switch (header.progression()) {
      case 0 -> precincts.size();
      case 1 -> {
        int to = from;
        while (to < precincts.size()
            && precincts.get(to).resolution() == precincts.get(from).resolution()) {
          to++;
        }
        yield to;
      }
      default -> from + 1;
    };
  }

  private void coefficients(J2kPrecinct precinct, BlockDecoder blocks) throws JpegException {
    int level = precinct.coding().levels() - precinct.resolution();
    Area lower = area.reduced(level + 1);
    for (J2kPrecinct.Band band : precinct.bands()) {
      Area whole =
          area.band(band.kind() == 0 ? level : level + 1, band.kind() & 1, band.kind() >> 1);
      int left = (band.kind() & 1) == 0 ? 0 : lower.width();
      int top = band.kind() < 2 ? 0 : lower.height();
      for (J2kBlock block : band.blocks()) {
        if (block.included()) {
          int x = left + block.area.x0() - whole.x0();
          int y = top + block.area.y0() - whole.y0();
          blocks.decode(
              block,
              band.kind(),
              precinct.coding(),
              packets,
              samples[precinct.component()],
              y * area.width() + x,
              area.width());
        }
      }
    }
  }

  /** Undoes the reversible colour transform (T.800 G.2). */
  private void colours() {
    for (int i = 0; i < samples[0].length; i++) {
      int u = samples[1][i];
      int v = samples[2][i];
      int green = samples[0][i] - ((u + v) >> 2);
      samples[0][i] = v + green;
      samples[1][i] = green;
      samples[2][i] = u + green;
    }
  }
}
