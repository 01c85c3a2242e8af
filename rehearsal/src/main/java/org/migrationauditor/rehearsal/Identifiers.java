package org.migrationauditor.rehearsal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * UIDs by which an archive files an object. A first look at a Part 10 file, no validation: the
 * verifier has its own reader, and this one must not share its mistakes.
 */
record Identifiers(String studyUid, String seriesUid, String sopInstanceUid) {
  private static final int PREAMBLE = 128;
  private static final int UNDEFINED = -1;
  private static final int TRANSFER_SYNTAX = 0x00020010;
  private static final int SOP_INSTANCE = 0x00080018;
  private static final int STUDY = 0x0020000D;
  private static final int SERIES = 0x0020000E;
  private static final Set<String> LONG_FORM =
      Set.of("OB", "OW", "OF", "OD", "OL", "OV", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");

  static boolean hasMagic(byte[] file) {
    byte[] magic = {'D', 'I', 'C', 'M'};
    return file.length > PREAMBLE + magic.length
        && Arrays.equals(file, PREAMBLE, PREAMBLE + magic.length, magic, 0, magic.length);
  }

  /** Null when it is no Part 10 file, lacks a UID, or is deflated. */
  static @Nullable Identifiers of(byte[] file) {
    if (!hasMagic(file)) {
      return null;
    }
    Map<Integer, String> uids = new HashMap<>();
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(PREAMBLE + 4);
    try {
      collect(in, uids);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      // a file cut short may still have said what it is
    }
    String study = uids.get(STUDY);
    String series = uids.get(SERIES);
    String instance = uids.get(SOP_INSTANCE);
    return study == null || series == null || instance == null
        ? null
        : new Identifiers(study, series, instance);
  }

  private static void collect(ByteBuffer in, Map<Integer, String> uids) {
    boolean explicit = true;
    boolean inMeta = true;
    int depth = 0;
    while (in.hasRemaining()) {
      if (inMeta && in.getShort(in.position()) != 2) {
        inMeta = false;
        String syntax = uids.getOrDefault(TRANSFER_SYNTAX, "");
        if (syntax.equals(TransferSyntax.DEFLATED.uid())) {
          return;
        }
        explicit = !syntax.equals(TransferSyntax.IMPLICIT_LITTLE_ENDIAN.uid());
        if (syntax.equals(TransferSyntax.EXPLICIT_BIG_ENDIAN.uid())) {
          in.order(ByteOrder.BIG_ENDIAN);
        }
      }
      int tag = (in.getShort() & 0xFFFF) << 16 | (in.getShort() & 0xFFFF);
      boolean delimiter = tag >>> 16 == 0xFFFE;
      int length = delimiter || !explicit ? in.getInt() : explicitLength(in);
      if (depth == 0 && Integer.compareUnsigned(tag, SERIES) > 0) {
        return;
      }
      if (length == UNDEFINED) {
        depth++;
      } else if (delimiter && tag != 0xFFFEE000) {
        depth--;
      } else if (delimiter && depth > 0) {
        in.position(in.position() + length);
      } else {
        byte[] value = new byte[Math.min(length, in.remaining())];
        in.get(value);
        if (depth == 0 && length <= 64) {
          uids.put(tag, new String(value, StandardCharsets.US_ASCII).replace("\0", "").strip());
        }
      }
    }
  }

  private static int explicitLength(ByteBuffer in) {
    byte[] vr = new byte[2];
    in.get(vr);
    if (LONG_FORM.contains(new String(vr, StandardCharsets.US_ASCII))) {
      in.getShort();
      return in.getInt();
    }
    return in.getShort() & 0xFFFF;
  }
}
