package org.migrationauditor.verifier.dicom;

import java.util.BitSet;

/**
 * What the walk is inside of, the data set itself lowest. Offsets are those of the {@link Window}.
 */
final class Frames {
  /** End of what ends with a delimiter, and of the data set. */
  static final long OPEN = Long.MAX_VALUE;

  /** Deeper than any data set known is nested, sequences and items counted. */
  static final int MAX_DEPTH = 512;

  private static final int FIRST_BLOCK = 0x10;
  private static final int LAST_BLOCK = 0xFF;

  /** What a frame holds. */
  enum Kind {
    /** Elements; the data set or an item. */
    ELEMENTS,
    /** Items of elements. */
    ITEMS,
    /** Items of bytes (PS3.5 A.4). */
    FRAGMENTS
  }

  private final Kind[] kinds = new Kind[MAX_DEPTH + 1];
  private final int[] tags = new int[MAX_DEPTH + 1];
  private final int[] lastTags = new int[MAX_DEPTH + 1];
  private final long[] ends = new long[MAX_DEPTH + 1];
  private final long[] limits = new long[MAX_DEPTH + 1];
  private final Encoding[] encodings = new Encoding[MAX_DEPTH + 1];
  private final int[] privateGroups = new int[MAX_DEPTH + 1];
  private final BitSet[] claimed = new BitSet[MAX_DEPTH + 1];
  private int depth = -1;

  /** Starts over inside a data set. */
  void open(Encoding encoding) {
    depth = -1;
    push(Kind.ELEMENTS, 0, OPEN, encoding);
  }

  boolean full() {
    return depth == MAX_DEPTH;
  }

  /**
   * Goes one deeper.
   *
   * @param tag of the sequence, or of the sequence an item is in
   * @param end offset behind it, or {@link #OPEN}
   */
  void push(Kind kind, int tag, long end, Encoding encoding) {
    long limit = depth < 0 ? end : Math.min(end, limits[depth]);
    depth++;
    kinds[depth] = kind;
    tags[depth] = tag;
    lastTags[depth] = 0;
    privateGroups[depth] = 0;
    ends[depth] = end;
    limits[depth] = limit;
    encodings[depth] = encoding;
  }

  void pop() {
    depth--;
  }

  /** Leaves all whose declared end an offset is. */
  void leave(long offset) {
    while (depth > 0 && ends[depth] == offset) {
      depth--;
    }
  }

  /** Leaves all that cannot go on at an offset, whether its delimiter came or not. */
  void abandon(long offset) {
    while (depth > 0 && limits[depth] == offset) {
      depth--;
    }
  }

  /** Frames around this one, count. */
  int depth() {
    return depth;
  }

  /** Whether this is the data set itself. */
  boolean root() {
    return depth == 0;
  }

  /** Whether this is in an element of the data set itself, and in no item. */
  boolean belowRoot() {
    return depth == 1;
  }

  Kind kind() {
    return kinds[depth];
  }

  int tag() {
    return tags[depth];
  }

  /** Whether this ends with a delimiter. */
  boolean delimited() {
    return depth > 0 && ends[depth] == OPEN;
  }

  /** Offset that nothing in here may go beyond. */
  long limit() {
    return limits[depth];
  }

  Encoding encoding() {
    return encodings[depth];
  }

  /** Remembers the next tag and tells whether it is above the one before (PS3.5 7.1). */
  boolean ascends(int tag) {
    boolean ascends = Integer.compareUnsigned(tag, lastTags[depth]) > 0;
    lastTags[depth] = tag;
    return ascends;
  }

  /**
   * Whether an element is a private one whose block no creator has claimed before it (PS3.5 7.8.1).
   */
  boolean unclaimed(int tag, long length) {
    int group = tag >>> 16;
    int element = tag & 0xFFFF;
    if (group % 2 == 0 || element == 0) {
      return false;
    }
    BitSet blocks = blocks(group);
    if (element >= FIRST_BLOCK && element <= LAST_BLOCK) {
      blocks.set(element, length > 0);
      return false;
    }
    return !blocks.get(element >>> Byte.SIZE);
  }

  /** Blocks of a group that were claimed so far in this frame. */
  private BitSet blocks(int group) {
    if (claimed[depth] == null) {
      claimed[depth] = new BitSet(LAST_BLOCK + 1);
    }
    if (privateGroups[depth] != group) {
      privateGroups[depth] = group;
      claimed[depth].clear();
    }
    return claimed[depth];
  }
}
