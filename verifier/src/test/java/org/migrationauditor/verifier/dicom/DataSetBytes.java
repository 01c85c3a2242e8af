package org.migrationauditor.verifier.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Writes elements one after the other, right or wrong as the test wants them. */
public final class DataSetBytes {
  static final int UNDEFINED = -1;
  static final int ITEM = 0xFFFEE000;
  static final int ITEM_END = 0xFFFEE00D;
  static final int SEQUENCE_END = 0xFFFEE0DD;

  private static final List<String> LONG_FORM =
      List.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");

  private final Encoding encoding;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  DataSetBytes(Encoding encoding) {
    this.encoding = encoding;
  }

  static DataSetBytes explicit() {
    return new DataSetBytes(Encoding.EXPLICIT_LITTLE_ENDIAN);
  }

  static DataSetBytes implicit() {
    return new DataSetBytes(Encoding.IMPLICIT_LITTLE_ENDIAN);
  }

  public DataSetBytes empty() {
    return new DataSetBytes(encoding);
  }

  DataSetBytes header(int tag, String vr, int length) {
    if (!encoding.explicit()) {
      return plain(tag, length);
    }
    boolean longForm = LONG_FORM.contains(vr);
    byte[] header = new byte[longForm ? 12 : 8];
    ByteBuffer fields = ordered(header).putShort((short) (tag >>> 16)).putShort((short) tag);
    fields.put(vr.getBytes(StandardCharsets.ISO_8859_1));
    if (longForm) {
      fields.putShort((short) 0).putInt(length);
    } else {
      fields.putShort((short) length);
    }
    return raw(header);
  }

  /** Header of an item, a delimiter, or an element in implicit VR. */
  DataSetBytes plain(int tag, int length) {
    byte[] header = new byte[8];
    ordered(header).putShort((short) (tag >>> 16)).putShort((short) tag).putInt(length);
    return raw(header);
  }

  public DataSetBytes element(int tag, String vr, byte[] value) {
    boolean swap = encoding.bigEndian() && vr.equals("OW");
    return header(tag, vr, value.length).raw(swap ? swapped(value) : value);
  }

  private static byte[] swapped(byte[] words) {
    byte[] swapped = words.clone();
    for (int i = 0; i < words.length; i++) {
      swapped[i] = words[i ^ 1];
    }
    return swapped;
  }

  /** Text, made even. */
  public DataSetBytes text(int tag, String vr, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    byte[] even = Arrays.copyOf(bytes, bytes.length + bytes.length % 2);
    if (even.length > bytes.length && !vr.equals("UI")) {
      even[bytes.length] = ' ';
    }
    return element(tag, vr, even);
  }

  DataSetBytes number(int tag, int number) {
    byte[] value = new byte[2];
    ordered(value).putShort((short) number);
    return element(tag, "US", value);
  }

  /** A sequence of one item, with lengths or with delimiters. */
  public DataSetBytes sequence(int tag, String vr, boolean delimited, DataSetBytes item) {
    DataSetBytes items =
        delimited
            ? empty().plain(ITEM, UNDEFINED).raw(item.bytes()).plain(ITEM_END, 0)
            : empty().plain(ITEM, item.bytes().length).raw(item.bytes());
    header(tag, vr, delimited ? UNDEFINED : items.bytes().length).raw(items.bytes());
    return delimited ? plain(SEQUENCE_END, 0) : this;
  }

  DataSetBytes fragments(int tag, byte[]... fragments) {
    header(tag, "OB", UNDEFINED);
    for (byte[] fragment : fragments) {
      plain(ITEM, fragment.length).raw(fragment);
    }
    return plain(SEQUENCE_END, 0);
  }

  DataSetBytes then(UnaryOperator<DataSetBytes> more) {
    return more.apply(this);
  }

  DataSetBytes raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  DataSetBytes raw(int... bytes) {
    for (int b : bytes) {
      out.write(b);
    }
    return this;
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private ByteBuffer ordered(byte[] bytes) {
    return ByteBuffer.wrap(bytes)
        .order(encoding.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }
}
