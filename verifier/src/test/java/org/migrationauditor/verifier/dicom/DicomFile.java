package org.migrationauditor.verifier.dicom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Whole files, made of one image. */
public final class DicomFile {
  public static final PseudonymKey KEY = new PseudonymKey(new byte[32]);
  static final String IMPLICIT = "1.2.840.10008.1.2";
  public static final String EXPLICIT = "1.2.840.10008.1.2.1";
  static final String BIG_ENDIAN = "1.2.840.10008.1.2.2";
  static final String DEFLATED = "1.2.840.10008.1.2.1.99";
  public static final String JPEG = "1.2.840.10008.1.2.4.50";
  public static final String CT = "1.2.840.10008.5.1.4.1.1.2";
  private static final String REPORT = "1.2.840.10008.5.1.4.1.1.88.11";
  public static final String SOP = "2.25.11";
  public static final String STUDY = "2.25.12";
  public static final String SERIES = "2.25.13";
  static final int PIXEL_DATA = 0x7FE00010;
  public static final byte[] PIXELS = pixels(300);

  private DicomFile() {}

  private static byte[] pixels(int count) {
    byte[] pixels = new byte[count];
    for (int i = 0; i < count; i++) {
      pixels[i] = (byte) (i * 31 + 1);
    }
    return pixels;
  }

  static Encoding encoding(String syntax) {
    return TransferSyntax.of(syntax).encoding();
  }

  /** A sound file of a syntax. */
  public static byte[] sound(String syntax) {
    DataSetBytes image = head(encoding(syntax)).then(DicomFile::nested);
    image.number(0x00280010, 10).number(0x00280011, 15);
    byte[] dataSet =
        syntax.equals(JPEG)
            ? image.fragments(PIXEL_DATA, new byte[4], PIXELS, new byte[] {1, 2}).bytes()
            : image.element(PIXEL_DATA, "OW", PIXELS).bytes();
    return part10(syntax, syntax.equals(DEFLATED) ? deflate(dataSet) : dataSet);
  }

  /** A sound image of one pixel, its data as they stand in a syntax. */
  public static byte[] onePixel(String syntax, byte[] pixelData) {
    DataSetBytes image =
        head(encoding(syntax))
            .number(0x00280002, 1)
            .number(0x00280010, 1)
            .number(0x00280011, 1)
            .number(0x00280100, 8);
    if (TransferSyntax.of(syntax).encapsulated()) {
      image.fragments(PIXEL_DATA, new byte[0], pixelData);
    } else {
      image.element(PIXEL_DATA, "OW", pixelData);
    }
    return part10(syntax, image.bytes());
  }

  /** A report that conforms to the standard, and something in it before what it belongs to. */
  public static byte[] conforming(UnaryOperator<DataSetBytes> more) {
    return part10(
        DataSetBytes.explicit()
            .element(0x00020001, "OB", new byte[] {0, 1})
            .text(0x00020002, "UI", REPORT)
            .text(0x00020003, "UI", SOP)
            .text(0x00020010, "UI", EXPLICIT),
        DataSetBytes.explicit()
            .text(0x00080005, "CS", "ISO_IR 100")
            .text(0x00080016, "UI", REPORT)
            .text(0x00080018, "UI", SOP)
            .text(0x00080060, "CS", "SR")
            .then(more)
            .text(0x0020000D, "UI", STUDY)
            .text(0x0020000E, "UI", SERIES)
            .bytes());
  }

  /** Elements up to those of the series. */
  static DataSetBytes head(Encoding encoding) {
    return new DataSetBytes(encoding)
        .text(0x00080005, "CS", "ISO_IR 100")
        .text(0x00080016, "UI", CT)
        .text(0x00080018, "UI", SOP)
        .text(0x00080060, "CS", "CT")
        .text(0x00100020, "LO", "P-77")
        .text(0x00100021, "LO", "HOSPITAL")
        .text(0x00120020, "LO", "TRIAL 4 ")
        .text(0x0020000D, "UI", STUDY)
        .text(0x0020000E, "UI", SERIES);
  }

  /** Sequences in sequences, both ways, with the tags of identifiers in them. */
  static DataSetBytes nested(DataSetBytes dataSet) {
    DataSetBytes leaf =
        dataSet.empty().text(0x00080018, "UI", "9.9").element(PIXEL_DATA, "OW", new byte[6]);
    DataSetBytes branch =
        dataSet
            .empty()
            .text(0x00080060, "CS", "XX")
            .sequence(0x00200111, "SQ", true, leaf)
            .sequence(0x00200112, "SQ", false, leaf);
    return dataSet
        .sequence(0x00209111, "SQ", false, branch)
        .sequence(0x00209112, "SQ", true, branch)
        .sequence(0x00211001, "SQ", true, branch);
  }

  static byte[] part10(String syntax, byte[] dataSet) {
    return part10(
        DataSetBytes.explicit()
            .element(0x00020001, "OB", new byte[] {0, 1})
            .text(0x00020002, "UI", CT)
            .text(0x00020003, "UI", SOP)
            .text(0x00020010, "UI", syntax),
        dataSet);
  }

  static byte[] part10(DataSetBytes meta, byte[] dataSet) {
    int length = meta.bytes().length;
    byte[] value = {(byte) length, (byte) (length >>> 8), 0, 0};
    return join(
        new byte[128],
        new byte[] {'D', 'I', 'C', 'M'},
        DataSetBytes.explicit().element(0x00020000, "UL", value).bytes(),
        meta.bytes(),
        dataSet);
  }

  /** RFC 1951 without a wrapper, padded to an even length (PS3.5 A.5). */
  static byte[] deflate(byte[]... parts) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream stream = new DeflaterOutputStream(out, deflater)) {
      for (byte[] part : parts) {
        stream.write(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
    return Arrays.copyOf(out.toByteArray(), out.size() + out.size() % 2);
  }

  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
