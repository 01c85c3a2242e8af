package org.migrationauditor.verifier.jpeg;

import java.util.ArrayList;
import java.util.List;

/** Packets of a tile, read one after the other (T.800 B.9, B.10). */
final class J2kPackets {
  private static final int SOP = 0xFF91;
  private static final int SOP_BYTES = 4;
  private static final int EPH = 0xFF92;
  private static final long LOOKS = 64; // at a code-block, and for each byte: a bound on time
  private static final int MOST_PLANES = 24; // of 16 bits, colours transformed

  private final J2kHeader header;
  private final PacketBits bits;
  private long looks; // at code-blocks, that are left

  /**
   * @param blocks count of code-blocks that packets tell of
   */
  J2kPackets(J2kHeader header, byte[] packets, int blocks) {
    this.header = header;
    looks = LOOKS * (blocks + packets.length);
    bits = new PacketBits(packets);
  }

  /** Passes over contributions to code-blocks that a header told of. */
  private record Contribution(J2kBlock block, int passes, int length) {}

  /** Reads the packet of a precinct and layer. */
  void read(J2kPrecinct precinct, int layer) throws JpegException {
    if (header.startsOfPackets()) {
      bits.pass(SOP, SOP_BYTES);
    }
    List<Contribution> contributions = new ArrayList<>();
    if (bits.bit() == 1) {
      for (J2kPrecinct.Band band : precinct.bands()) {
        for (int i = 0; i < band.blocks().length; i++) {
          block(band, i, layer, precinct.coding(), contributions);
        }
      }
    }
    bits.align();
    if (header.endsOfPacketHeaders() && !bits.pass(EPH, 0)) {
      throw new JpegException("has a packet header without an end");
    }
    for (Contribution part : contributions) {
      part.block().add(part.passes(), bits.skip(part.length()), part.length(), precinct.coding());
    }
  }

  /** All packets were read, and nothing may be left. */
  void end() throws JpegException {
    if (!bits.exhausted()) {
      throw new JpegException("has bytes behind its packets");
    }
  }

  private void block(
      J2kPrecinct.Band band,
      int index,
      int layer,
      J2kCoding coding,
      List<Contribution> contributions)
      throws JpegException {
    if (--looks < 0) {
      throw new JpegException("has too many layers of too little");
    }
    J2kBlock block = band.blocks()[index];
    int x = index % band.across();
    int y = index / band.across();
    boolean contributes =
        block.included() ? bits.bit() == 1 : band.inclusion().less(x, y, layer + 1, bits);
    if (!contributes) {
      return;
    }
    if (!block.included()) {
      block.include(planes(band, x, y));
    }
    int passes = passes();
    if (block.passes() + passes > 3 * block.planes() - 2) {
      throw new JpegException("has more passes than bit-planes");
    }
    while (bits.bit() == 1) {
      block.longerLength();
    }
    lengths(block, passes, coding, contributions);
  }

  private int planes(J2kPrecinct.Band band, int x, int y) throws JpegException {
    int empty = 0;
    while (!band.emptyPlanes().less(x, y, empty + 1, bits)) {
      empty++;
      if (empty > band.planes()) {
        throw new JpegException("has a code-block of too few bit-planes");
      }
    }
    int planes = band.planes() - empty;
    if (planes < 0 || planes > MOST_PLANES) {
      throw new JpegException("has a code-block of too many bit-planes");
    }
    return planes;
  }

  /** How many passes come (T.800 table B.4). */
  private int passes() throws JpegException {
    if (bits.bit() == 0) {
      return 1;
    }
    if (bits.bit() == 0) {
      return 2;
    }
    int few = bits.read(2);
    if (few < 3) {
      return 3 + few;
    }
    int more = bits.read(5);
    return more < 31 ? 6 + more : 37 + bits.read(7);
  }

  private void lengths(
      J2kBlock block, int passes, J2kCoding coding, List<Contribution> contributions)
      throws JpegException {
    int before = 0; // passes that this packet told of already
    int left = passes;
    while (left > 0) {
      int together = block.passesTogether(before, left, coding);
      int length =
          bits.read(block.lengthBits() + Integer.SIZE - 1 - Integer.numberOfLeadingZeros(together));
      contributions.add(new Contribution(block, together, length));
      before += together;
      left -= together;
    }
  }
}
