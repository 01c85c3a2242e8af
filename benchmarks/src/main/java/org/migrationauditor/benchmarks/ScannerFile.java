package org.migrationauditor.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/** A DICOM file as a scanner writes one: Explicit VR Little Endian, 110 elements and pixel data. */
final class ScannerFile {
  private static final int PREAMBLE = 128;
  private static final int FILLERS = 96;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private ScannerFile() {}

  static byte[] of(int pixelBytes) {
    ScannerFile meta = new ScannerFile();
    meta.text(0x00020002, "UI", "1.2.840.10008.5.1.4.1.1.2\0");
    meta.text(0x00020003, "UI", "2.25.1001\0");
    meta.text(0x00020010, "UI", "1.2.840.10008.1.2.1\0");
    ScannerFile file = new ScannerFile();
    file.bytes.writeBytes(new byte[PREAMBLE]);
    file.bytes.writeBytes("DICM".getBytes(US_ASCII));
    file.element(0x00020000, "UL", new byte[] {(byte) meta.bytes.size(), 0, 0, 0});
    file.bytes.writeBytes(meta.bytes.toByteArray());
    file.text(0x00080005, "CS", "ISO_IR 100");
    file.text(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.2\0");
    file.text(0x00080018, "UI", "2.25.1001\0");
    file.text(0x00080020, "DA", "20260102");
    file.text(0x00080060, "CS", "CT");
    file.text(0x00080080, "LO", "INSTITUTION ");
    file.text(0x00100010, "PN", "SURNAME^NAME");
    file.text(0x00100020, "LO", "NUMBER");
    file.text(0x00120020, "LO", "TRIAL ");
    for (int i = 0; i < FILLERS; i++) {
      file.text(0x00181000 + i, "LO", "setting %03d of the scanner ".formatted(i));
    }
    file.text(0x0020000D, "UI", "2.25.1\0");
    file.text(0x0020000E, "UI", "2.25.10\0");
    file.element(0x00280010, "US", new byte[] {64, 0});
    byte[] pixels = new byte[pixelBytes];
    new Random(1).nextBytes(pixels);
    file.element(0x7FE00010, "OW", pixels);
    return file.bytes.toByteArray();
  }

  private void text(int tag, String vr, String value) {
    element(tag, vr, value.getBytes(US_ASCII));
  }

  private void element(int tag, String vr, byte[] value) {
    number(tag >>> 16, 2);
    number(tag, 2);
    bytes.writeBytes(vr.getBytes(US_ASCII));
    if (vr.equals("OW")) {
      number(0, 2);
      number(value.length, 4);
    } else {
      number(value.length, 2);
    }
    bytes.writeBytes(value);
  }

  private void number(int number, int size) {
    for (int i = 0; i < size; i++) {
      bytes.write(number >>> (Byte.SIZE * i));
    }
  }
}
