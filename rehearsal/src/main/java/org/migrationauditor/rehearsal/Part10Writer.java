package org.migrationauditor.rehearsal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.migrationauditor.rehearsal.DataSet.Element;

/** Writes DICOM Part 10 files: preamble, file meta information, data set (PS3.10 §7). */
final class Part10Writer {
  private static final Set<String> LONG_FORM =
      Set.of("OB", "OW", "OF", "OD", "OL", "SQ", "UC", "UN", "UR", "UT");
  private static final int UNDEFINED = 0xFFFFFFFF;
  private static final int ITEM = 0xFFFEE000;
  private static final int ITEM_END = 0xFFFEE00D;
  private static final int SEQUENCE_END = 0xFFFEE0DD;
  private static final String IMPLEMENTATION = "2.25.298216734509823475098127345098712340";

  private final TransferSyntax syntax;
  private final Charset charset;

  /**
   * @param charset of every text, as its Specific Character Set (0008,0005) says
   */
  Part10Writer(TransferSyntax syntax, Charset charset) {
    this.syntax = syntax;
    this.charset = charset;
  }

  /** The whole file; the data set must hold SOP Class UID and SOP Instance UID. */
  byte[] file(String sopClassUid, String sopInstanceUid, DataSet dataSet) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 15);
    out.writeBytes(new byte[128]);
    out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(fileMeta(sopClassUid, sopInstanceUid));
    byte[] body = encode(dataSet);
    out.writeBytes(syntax == TransferSyntax.DEFLATED ? deflate(body) : body);
    return out.toByteArray();
  }

  private byte[] fileMeta(String sopClassUid, String sopInstanceUid) {
    DataSet meta =
        new DataSet()
            .put(0x00020001, "OB", new DataSet.Bytes(new byte[] {0, 1}))
            .text(0x00020002, "UI", sopClassUid)
            .text(0x00020003, "UI", sopInstanceUid)
            .text(0x00020010, "UI", syntax.uid())
            .text(0x00020012, "UI", IMPLEMENTATION)
            .text(0x00020013, "SH", "REHEARSAL");
    Part10Writer explicit =
        new Part10Writer(TransferSyntax.EXPLICIT_LITTLE_ENDIAN, StandardCharsets.US_ASCII);
    byte[] rest = explicit.encode(meta);
    DataSet length = new DataSet().put(0x00020000, "UL", new DataSet.Ints(new int[] {rest.length}));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(explicit.encode(length));
    out.writeBytes(rest);
    return out.toByteArray();
  }

  private byte[] encode(DataSet dataSet) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 14);
    for (Element element : dataSet.elements()) {
      write(out, element);
    }
    return out.toByteArray();
  }

  private void write(ByteArrayOutputStream out, Element element) {
    switch (element.value()) {
      case DataSet.Sequence sequence -> writeSequence(out, element.tag(), sequence);
      case DataSet.Fragments fragments -> writeFragments(out, element, fragments);
      case DataSet.Text text -> writeValue(out, element, padded(text.text(), element.vr()));
      case DataSet.Bytes bytes -> writeValue(out, element, even(bytes.values(), (byte) 0));
      case DataSet.Shorts shorts -> {
        int size = 2 * shorts.values().length;
        writeValue(
            out, element, packed(size, buffer -> buffer.asShortBuffer().put(shorts.values())));
      }
      case DataSet.Ints ints -> {
        int size = 4 * ints.values().length;
        writeValue(out, element, packed(size, buffer -> buffer.asIntBuffer().put(ints.values())));
      }
      case DataSet.Doubles doubles -> {
        int size = 8 * doubles.values().length;
        writeValue(
            out, element, packed(size, buffer -> buffer.asDoubleBuffer().put(doubles.values())));
      }
    }
  }

  private void writeValue(ByteArrayOutputStream out, Element element, byte[] value) {
    header(out, element.tag(), element.vr(), value.length);
    out.writeBytes(value);
  }

  private void writeSequence(ByteArrayOutputStream out, int tag, DataSet.Sequence sequence) {
    ByteArrayOutputStream items = new ByteArrayOutputStream();
    for (DataSet item : sequence.items()) {
      byte[] content = encode(item);
      plainHeader(items, ITEM, sequence.undefinedLength() ? UNDEFINED : content.length);
      items.writeBytes(content);
      if (sequence.undefinedLength()) {
        plainHeader(items, ITEM_END, 0);
      }
    }
    if (sequence.undefinedLength()) {
      plainHeader(items, SEQUENCE_END, 0);
    }
    header(out, tag, "SQ", sequence.undefinedLength() ? UNDEFINED : items.size());
    out.writeBytes(items.toByteArray());
  }

  private void writeFragments(
      ByteArrayOutputStream out, Element element, DataSet.Fragments fragments) {
    header(out, element.tag(), element.vr(), UNDEFINED);
    List<byte[]> frames = fragments.frames().stream().map(frame -> even(frame, (byte) 0)).toList();
    byte[] offsets = packed(4 * frames.size(), buffer -> putOffsets(frames, buffer));
    plainHeader(out, ITEM, offsets.length);
    out.writeBytes(offsets);
    for (byte[] frame : frames) {
      plainHeader(out, ITEM, frame.length);
      out.writeBytes(frame);
    }
    plainHeader(out, SEQUENCE_END, 0);
  }

  private void header(ByteArrayOutputStream out, int tag, String vr, int length) {
    if (!syntax.explicit()) {
      plainHeader(out, tag, length);
      return;
    }
    boolean longForm = LONG_FORM.contains(vr);
    out.writeBytes(
        packed(
            longForm ? 12 : 8,
            header -> {
              header.putShort((short) (tag >>> 16)).putShort((short) tag);
              header.put(vr.getBytes(StandardCharsets.US_ASCII));
              if (longForm) {
                header.putShort((short) 0).putInt(length);
              } else {
                header.putShort((short) length);
              }
            }));
  }

  /** Header of an item or delimiter, and of every element without explicit VR. */
  private void plainHeader(ByteArrayOutputStream out, int tag, int length) {
    out.writeBytes(
        packed(
            8,
            header -> header.putShort((short) (tag >>> 16)).putShort((short) tag).putInt(length)));
  }

  private static void putOffsets(List<byte[]> frames, ByteBuffer table) {
    int offset = 0;
    for (byte[] frame : frames) {
      table.putInt(offset);
      offset += 8 + frame.length;
    }
  }

  private byte[] padded(String text, String vr) {
    byte[] bytes = text.getBytes(charset);
    return even(bytes, (byte) (vr.equals("UI") ? 0 : ' '));
  }

  private static byte[] even(byte[] bytes, byte padding) {
    if (bytes.length % 2 == 0) {
      return bytes;
    }
    byte[] padded = Arrays.copyOf(bytes, bytes.length + 1);
    padded[bytes.length] = padding;
    return padded;
  }

  private byte[] packed(int size, Consumer<ByteBuffer> content) {
    byte[] bytes = new byte[size];
    content.accept(
        ByteBuffer.wrap(bytes)
            .order(syntax.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN));
    return bytes;
  }

  /** RFC 1951 without a wrapper, padded to an even length (PS3.5 A.5). */
  private static byte[] deflate(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream stream = new DeflaterOutputStream(out, deflater)) {
      stream.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
    return even(out.toByteArray(), (byte) 0);
  }
}
