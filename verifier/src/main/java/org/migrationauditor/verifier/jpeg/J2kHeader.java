package org.migrationauditor.verifier.jpeg;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the headers of a code-stream in JPEG 2000 say of a tile (T.800 A.3, A.4, A.6). */
final class J2kHeader {
  static final int SOC = 0xFF4F;
  static final int SOT = 0xFF90;

  private static final int SIZ = 0xFF51;
  private static final int COD = 0xFF52;
  private static final int COC = 0xFF53;
  private static final int TLM = 0xFF55;
  private static final int PLM = 0xFF57;
  private static final int PLT = 0xFF58;
  private static final int QCD = 0xFF5C;
  private static final int QCC = 0xFF5D;
  private static final int CRG = 0xFF63;
  private static final int COM = 0xFF64;
  private static final int PRECINCTS = 1;
  private static final int SOP = 2;
  private static final int EPH = 4;
  private static final int MOST_PROGRESSION = 4;

  private final J2kSize size;
  private final @Nullable J2kCoding[] ownCodings;
  private final int[][] ownExponents; // guard bits first; empty where there are none
  private @Nullable J2kCoding coding;
  private int[] exponents = {};
  private int progression;
  private int layers;
  private boolean transformed;
  private boolean sop;
  private boolean eph;
  private boolean codingTold; // of a component of this tile
  private boolean exponentsTold;

  /** Reads up to the first tile-part, whose marker is passed. */
  J2kHeader(Marked stream, Shape shape) throws JpegException {
    stream.expect(SOC);
    stream.expect(SIZ);
    size = J2kSize.read(stream.segment(), shape);
    ownCodings = new @Nullable J2kCoding[size.components()];
    ownExponents = new int[size.components()][0];
    for (int marker = stream.marker(); marker != SOT; marker = stream.marker()) {
      segment(marker, stream.segment());
    }
    if (coding == null || exponents.length == 0) {
      throw new JpegException("does not tell how it is coded");
    }
  }

  private J2kHeader(J2kHeader main) {
    size = main.size;
    ownCodings = main.ownCodings.clone();
    ownExponents = main.ownExponents.clone();
    coding = main.coding;
    exponents = main.exponents;
    progression = main.progression;
    layers = main.layers;
    transformed = main.transformed;
    sop = main.sop;
    eph = main.eph;
    codingTold = main.codingTold;
    exponentsTold = main.exponentsTold;
  }

  /**
   * What holds for a tile whose own header has one more segment.
   *
   * @param first whether it is in the first part of the tile
   */
  J2kHeader of(int marker, Marked segment, boolean first) throws JpegException {
    if (skipped(marker)) {
      return this;
    }
    J2kHeader tile = new J2kHeader(this);
    switch (marker) { // what a tile says of all its components goes before what the image says
      case COD -> Arrays.fill(tile.ownCodings, null);
      case QCD -> Arrays.fill(tile.ownExponents, new int[0]);
      case COC -> tile.codingTold = true;
      case QCC -> tile.exponentsTold = true;
      default -> {}
    }
    boolean late = marker == COD ? codingTold : marker == QCD && exponentsTold;
    if (!first || late) {
      throw new JpegException("tells in a wrong order how it is coded");
    }
    tile.segment(marker, segment);
    return tile;
  }

  private void segment(int marker, Marked segment) throws JpegException {
    switch (marker) {
      case COD -> coding(segment);
      case COC -> {
        int component = component(segment);
        ownCodings[component] = J2kCoding.read(segment, (segment.u8() & PRECINCTS) != 0);
      }
      case QCD -> exponents = exponents(segment);
      case QCC -> ownExponents[component(segment)] = exponents(segment);
      default -> {
        if (!skipped(marker)) {
          throw new JpegException("has a marker that is not understood");
        }
      }
    }
  }

  /** Whether a marker tells nothing that is needed. */
  private static boolean skipped(int marker) {
    return switch (marker) {
      case TLM, PLM, PLT, CRG, COM -> true;
      default -> false;
    };
  }

  private int component(Marked segment) throws JpegException {
    int component = segment.u8();
    if (component >= size.components()) {
      throw new JpegException("has a component that there is not");
    }
    return component;
  }

  private void coding(Marked segment) throws JpegException {
    int style = segment.u8();
    progression = segment.u8();
    layers = segment.u16();
    int transform = segment.u8();
    coding = J2kCoding.read(segment, (style & PRECINCTS) != 0);
    sop = (style & SOP) != 0;
    eph = (style & EPH) != 0;
    transformed = transform == 1;
    boolean sound = progression <= MOST_PROGRESSION && layers > 0 && transform <= 1 && style < 8;
    if (!sound || (transformed && size.components() < 3)) {
      throw new JpegException("has coding parameters out of their range");
    }
  }

  private static int[] exponents(Marked segment) throws JpegException {
    int style = segment.u8();
    if ((style & 0x1F) != 0) {
      throw new JpegException("is quantized");
    }
    int[] exponents = new int[segment.left() + 1];
    exponents[0] = style >> 5;
    for (int i = 1; i < exponents.length; i++) {
      exponents[i] = segment.u8() >> 3;
    }
    return exponents;
  }

  J2kSize size() {
    return size;
  }

  J2kCoding coding(int component) throws JpegException {
    @Nullable J2kCoding own = ownCodings[component];
    @Nullable J2kCoding common = coding;
    if (own != null) {
      return own;
    }
    if (common == null) {
      throw new JpegException("does not tell how it is coded");
    }
    return common;
  }

  /**
   * Bit-planes of a subband (T.800 E-2).
   *
   * @param band 0 for LL, then HL, LH and HH of each resolution
   */
  int planes(int component, int band) throws JpegException {
    int[] own = ownExponents[component];
    int[] of = own.length == 0 ? exponents : own;
    if (band + 1 >= of.length) {
      throw new JpegException("has subbands of which it does not tell how they are coded");
    }
    return of[0] + of[band + 1] - 1;
  }

  int progression() {
    return progression;
  }

  int layers() {
    return layers;
  }

  /** Whether its colours are transformed (T.800 G.2). */
  boolean transformed() {
    return transformed;
  }

  boolean startsOfPackets() {
    return sop;
  }

  boolean endsOfPacketHeaders() {
    return eph;
  }
}
