package org.migrationauditor.verifier.disk;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;

/** Small DICOM files. */
public final class Part10 {
  private Part10() {}

  /** A file in Explicit VR Little Endian that names itself, padded with a comment to be as long. */
  public static byte[] file(String study, String series, String instance, int comment) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ByteArrayOutputStream meta = new ByteArrayOutputStream();
    element(meta, 0x0002, 0x0002, "UI", "1.2.840.10008.5.1.4.1.1.88.11");
    element(meta, 0x0002, 0x0003, "UI", instance);
    element(meta, 0x0002, 0x0010, "UI", "1.2.840.10008.1.2.1");
    file.writeBytes(new byte[128]);
    file.writeBytes("DICM".getBytes(US_ASCII));
    file.writeBytes(new byte[] {2, 0, 0, 0, 'U', 'L', 4, 0, (byte) meta.size(), 0, 0, 0});
    file.writeBytes(meta.toByteArray());
    element(file, 0x0008, 0x0016, "UI", "1.2.840.10008.5.1.4.1.1.88.11");
    element(file, 0x0008, 0x0018, "UI", instance);
    element(file, 0x0020, 0x000D, "UI", study);
    element(file, 0x0020, 0x000E, "UI", series);
    element(file, 0x0040, 0xA30A, "LT", "x".repeat(comment));
    return file.toByteArray();
  }

  private static void element(
      ByteArrayOutputStream out, int group, int number, String vr, String value) {
    String even = value.length() % 2 == 0 ? value : value + (vr.equals("UI") ? '\0' : ' ');
    out.writeBytes(new byte[] {(byte) group, (byte) (group >> 8), (byte) number});
    out.write(number >> 8);
    out.writeBytes(vr.getBytes(US_ASCII));
    out.writeBytes(new byte[] {(byte) even.length(), (byte) (even.length() >> 8)});
    out.writeBytes(even.getBytes(US_ASCII));
  }
}
