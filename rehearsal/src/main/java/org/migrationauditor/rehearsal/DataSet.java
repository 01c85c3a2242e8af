package org.migrationauditor.rehearsal;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** Elements of one data set or item, in ascending order of their tags. */
@SuppressWarnings("ArrayRecordComponent") // values are written once and never compared
final class DataSet {
  /** One element; {@code vr} is its two-letter value representation. */
  record Element(int tag, String vr, Value value) {}

  /** A value whose bytes depend on the transfer syntax. */
  sealed interface Value {}

  record Text(String text) implements Value {}

  /** US, SS and OW. */
  record Shorts(short[] values) implements Value {}

  /** UL and SL. */
  record Ints(int[] values) implements Value {}

  record Doubles(double[] values) implements Value {}

  /** OB and UN. */
  record Bytes(byte[] values) implements Value {}

  /** SQ; every item of undefined length, as is the sequence, where {@code undefinedLength}. */
  record Sequence(List<DataSet> items, boolean undefinedLength) implements Value {}

  /** Encapsulated pixel data, one fragment a frame. */
  record Fragments(List<byte[]> frames) implements Value {}

  private final TreeMap<Integer, Element> elements = new TreeMap<>(Integer::compareUnsigned);

  Collection<Element> elements() {
    return elements.values();
  }

  DataSet text(int tag, String vr, String text) {
    return put(tag, vr, new Text(text));
  }

  DataSet shorts(int tag, int... values) {
    short[] narrow = new short[values.length];
    for (int i = 0; i < values.length; i++) {
      narrow[i] = (short) values[i];
    }
    return put(tag, "US", new Shorts(narrow));
  }

  DataSet sequence(int tag, DataSet... items) {
    return put(tag, "SQ", new Sequence(List.of(items), false));
  }

  DataSet put(int tag, String vr, Value value) {
    elements.put(tag, new Element(tag, vr, value));
    return this;
  }
}
