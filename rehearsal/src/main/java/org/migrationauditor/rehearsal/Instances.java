package org.migrationauditor.rehearsal;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.migrationauditor.rehearsal.DataSet.Bytes;
import org.migrationauditor.rehearsal.DataSet.Doubles;
import org.migrationauditor.rehearsal.DataSet.Fragments;
import org.migrationauditor.rehearsal.DataSet.Sequence;
import org.migrationauditor.rehearsal.DataSet.Shorts;
import org.migrationauditor.rehearsal.SyntheticStudies.Reference;
import org.migrationauditor.rehearsal.SyntheticStudies.Uids;

/** Makes the data sets of one synthetic study. */
final class Instances {
  private static final List<String> GIVEN =
      List.of("ADA", "BJÖRN", "CÉLINE", "DORA", "EMIL", "FRIDA", "GÜNTER", "HANNA");
  private static final int PIXEL_DATA = 0x7FE00010;

  private final StudyPlan study;
  private final String studyUid;
  private final String frameOfReferenceUid;
  private final Charset charset;
  private final Pixels pixels;
  private final Uids uids;

  Instances(
      StudyPlan study,
      String studyUid,
      String frameOfReferenceUid,
      Charset charset,
      Pixels pixels,
      Uids uids) {
    this.study = study;
    this.studyUid = studyUid;
    this.frameOfReferenceUid = frameOfReferenceUid;
    this.charset = charset;
    this.pixels = pixels;
    this.uids = uids;
  }

  DataSet dataSet(
      SeriesPlan series,
      int seriesNumber,
      String seriesUid,
      int instanceNumber,
      String sopInstanceUid,
      List<Reference> images) {
    DataSet dataSet = new DataSet();
    addPatient(dataSet);
    addStudyAndSeries(dataSet, series, seriesNumber, seriesUid);
    dataSet
        .text(0x00080016, "UI", series.kind().sopClassUid())
        .text(0x00080018, "UI", sopInstanceUid)
        .text(0x00080023, "DA", studyDate())
        .text(0x00080033, "TM", "0815%02d".formatted(instanceNumber % 60))
        .text(0x00200013, "IS", Integer.toString(instanceNumber));
    if (series.side() > 0) {
      addImage(dataSet, series, instanceNumber);
    }
    if (series.kind().refersToImages()) {
      addReferences(dataSet, series.kind(), images);
    }
    return dataSet;
  }

  private void addPatient(DataSet dataSet) {
    int patient = study.patient();
    dataSet
        .text(
            0x00080005, "CS", charset.equals(StandardCharsets.UTF_8) ? "ISO_IR 192" : "ISO_IR 100")
        .text(0x00100010, "PN", "REHEARSAL^" + GIVEN.get(patient % GIVEN.size()))
        .text(0x00100020, "LO", String.format(Locale.ROOT, "RHS-%06d", patient))
        .text(0x00100021, "LO", "REHEARSAL")
        .text(0x00100030, "DA", date(LocalDate.of(1950, 1, 1).plusDays(137L * patient % 20_000)))
        .text(0x00100040, "CS", patient % 2 == 0 ? "F" : "M")
        .text(0x00101010, "AS", String.format(Locale.ROOT, "%03dY", 20 + patient % 60));
    if (study.owner() != null && study.sender() != null) {
      dataSet.text(0x00120010, "LO", study.sender()).text(0x00120020, "LO", study.owner());
    }
  }

  private void addStudyAndSeries(
      DataSet dataSet, SeriesPlan series, int seriesNumber, String seriesUid) {
    String modality = series.kind().modality();
    dataSet
        .text(0x00080020, "DA", studyDate())
        .text(0x00080021, "DA", studyDate())
        .text(0x00080030, "TM", "081500")
        .text(0x00080050, "SH", String.format(Locale.ROOT, "ACC%08d", study.index()))
        .text(0x00080060, "CS", modality)
        .text(0x00080070, "LO", "Rehearsal")
        .text(0x00080080, "LO", "Practice Hospital")
        .text(0x00080090, "PN", "REHEARSAL^REFERRER")
        .text(0x00081030, "LO", "Practice study " + study.index())
        .text(0x0008103E, "LO", "Practice " + modality)
        .text(0x00090010, "LO", "REHEARSAL")
        .text(0x00091001, "LO", "private value")
        .text(0x0020000D, "UI", studyUid)
        .text(0x0020000E, "UI", seriesUid)
        .text(0x00200010, "SH", Integer.toString(study.index()))
        .text(0x00200011, "IS", Integer.toString(seriesNumber))
        .text(0x00200052, "UI", frameOfReferenceUid);
    DataSet request =
        new DataSet().text(0x00400007, "LO", "practice").text(0x00401001, "SH", "REQ-1");
    dataSet.put(0x00400275, "SQ", new Sequence(List.of(request), seriesNumber % 2 == 0));
  }

  private void addImage(DataSet dataSet, SeriesPlan series, int instanceNumber) {
    int side = series.side();
    boolean colour = colour(series);
    int bits = bits(series.kind());
    dataSet
        .text(0x00080008, "CS", "ORIGINAL\\PRIMARY\\AXIAL")
        .text(0x00180050, "DS", "1.25")
        .text(0x00200032, "DS", "-64\\-64\\" + 1.25 * instanceNumber)
        .text(0x00200037, "DS", "1\\0\\0\\0\\1\\0")
        .put(0x00189087, "FD", new Doubles(new double[] {instanceNumber * 0.5}))
        .shorts(0x00280002, colour ? 3 : 1)
        .text(0x00280004, "CS", colour ? "RGB" : "MONOCHROME2")
        .shorts(0x00280010, side)
        .shorts(0x00280011, side)
        .text(0x00280030, "DS", "0.5\\0.5")
        .shorts(0x00280100, bits <= 1 ? 1 : colour ? 8 : 16)
        .shorts(0x00280101, bits)
        .shorts(0x00280102, bits - 1)
        .shorts(0x00280103, 0);
    if (colour) {
      dataSet.shorts(0x00280006, series.syntax() == TransferSyntax.RLE_LOSSLESS ? 1 : 0);
    }
    if (series.frames() > 1) {
      dataSet.text(0x00280008, "IS", Integer.toString(series.frames()));
    }
    if (series.kind() == SeriesPlan.Kind.CT) {
      dataSet.text(0x00281052, "DS", "-1024").text(0x00281053, "DS", "1");
    }
    addPixelData(dataSet, series, colour, bits);
    if (series.kind() == SeriesPlan.Kind.CR) {
      dataSet.put(0xFFFCFFFC, "OB", new Bytes(new byte[32])); // trailing padding, PS3.10 7.2
    }
  }

  private void addPixelData(DataSet dataSet, SeriesPlan series, boolean colour, int bits) {
    int side = series.side();
    if (series.kind() == SeriesPlan.Kind.SEGMENTATION) {
      dataSet.put(PIXEL_DATA, "OB", new Bytes(pixels.bits(side * side * series.frames())));
    } else if (series.syntax() == TransferSyntax.RLE_LOSSLESS) {
      List<byte[]> frames = new ArrayList<>();
      for (int frame = 0; frame < series.frames(); frame++) {
        frames.add(
            colour
                ? RunLength.frame(pixels.planes(side, side), side)
                : RunLength.grey16(pixels.grey16(side, side, (1 << bits) - 1), side));
      }
      dataSet.put(PIXEL_DATA, "OB", new Fragments(frames));
    } else if (colour) {
      dataSet.put(PIXEL_DATA, "OB", new Bytes(interleaved(pixels.planes(side, side))));
    } else {
      dataSet.put(PIXEL_DATA, "OW", new Shorts(pixels.grey16(side, side, (1 << bits) - 1)));
    }
  }

  private void addReferences(DataSet dataSet, SeriesPlan.Kind kind, List<Reference> images) {
    DataSet[] instances =
        images.stream()
            .map(
                image ->
                    new DataSet()
                        .text(0x00081150, "UI", image.sopClassUid())
                        .text(0x00081155, "UI", image.sopInstanceUid()))
            .toArray(DataSet[]::new);
    DataSet series =
        new DataSet()
            .sequence(0x0008114A, instances)
            .text(0x0020000E, "UI", images.getFirst().seriesUid());
    switch (kind) {
      case SEGMENTATION ->
          dataSet
              .text(0x00620001, "CS", "BINARY")
              .sequence(0x00081115, series)
              .sequence(
                  0x00620002,
                  new DataSet().shorts(0x00620004, 1).text(0x00620005, "LO", "practice organ"));
      case STRUCTURE_SET ->
          dataSet
              .text(0x30060002, "SH", "practice")
              .sequence(0x00081115, series)
              .sequence(0x30060020, region())
              .sequence(0x30060039, contour());
      case REPORT, KEY_OBJECTS ->
          dataSet
              .text(0x0040A040, "CS", "CONTAINER")
              .text(0x0040A491, "CS", "COMPLETE")
              .text(0x0040A493, "CS", "UNVERIFIED")
              .sequence(
                  0x0040A375,
                  new DataSet().sequence(0x00081115, series).text(0x0020000D, "UI", studyUid))
              .sequence(0x0040A730, paragraph());
      case CT, MR, CR, DX, ULTRASOUND, SECONDARY_CAPTURE ->
          throw new IllegalArgumentException(kind + " refers to no images");
    }
  }

  private DataSet region() {
    return new DataSet()
        .text(0x30060022, "IS", "1")
        .text(0x30060024, "UI", frameOfReferenceUid)
        .text(0x30060026, "LO", "practice organ");
  }

  private DataSet contour() {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      points.append(i == 0 ? "" : "\\").append(i % 7).append('\\').append(i % 5).append("\\1.25");
    }
    return new DataSet()
        .text(0x30060084, "IS", "1")
        .sequence(
            0x30060040,
            new DataSet()
                .text(0x30060042, "CS", "CLOSED_PLANAR")
                .text(0x30060046, "IS", "60")
                .text(0x30060050, "DS", points.toString()));
  }

  private DataSet paragraph() {
    return new DataSet()
        .text(0x0040A010, "CS", "CONTAINS")
        .text(0x0040A040, "CS", "TEXT")
        .text(0x0040A160, "UT", "Nothing was found, as nothing was there.")
        .text(0x0040A171, "UI", uids.next());
  }

  private String studyDate() {
    return date(LocalDate.of(2021, 2, 1).plusDays(study.index() % 365));
  }

  private static String date(LocalDate date) {
    return DateTimeFormatter.BASIC_ISO_DATE.format(date);
  }

  private static boolean colour(SeriesPlan series) {
    return switch (series.kind()) {
      case ULTRASOUND, SECONDARY_CAPTURE -> true;
      case CT, MR, CR, DX, SEGMENTATION, STRUCTURE_SET, REPORT, KEY_OBJECTS -> false;
    };
  }

  private static int bits(SeriesPlan.Kind kind) {
    return switch (kind) {
      case CT, MR -> 12;
      case CR, DX -> 14;
      case ULTRASOUND, SECONDARY_CAPTURE -> 8;
      case SEGMENTATION -> 1;
      case STRUCTURE_SET, REPORT, KEY_OBJECTS -> 0;
    };
  }

  private static byte[] interleaved(List<byte[]> planes) {
    int size = planes.getFirst().length;
    byte[] pixels = new byte[3 * size];
    for (int i = 0; i < size; i++) {
      for (int plane = 0; plane < 3; plane++) {
        pixels[3 * i + plane] = planes.get(plane)[i];
      }
    }
    return pixels;
  }
}
