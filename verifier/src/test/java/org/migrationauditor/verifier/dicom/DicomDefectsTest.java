package org.migrationauditor.verifier.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.migrationauditor.verifier.dicom.DataSetBytes.ITEM;
import static org.migrationauditor.verifier.dicom.DataSetBytes.ITEM_END;
import static org.migrationauditor.verifier.dicom.DataSetBytes.SEQUENCE_END;
import static org.migrationauditor.verifier.dicom.DataSetBytes.UNDEFINED;
import static org.migrationauditor.verifier.dicom.DicomFile.EXPLICIT;
import static org.migrationauditor.verifier.dicom.DicomFile.IMPLICIT;
import static org.migrationauditor.verifier.dicom.DicomFile.JPEG;
import static org.migrationauditor.verifier.dicom.DicomFile.PIXELS;
import static org.migrationauditor.verifier.dicom.DicomFile.PIXEL_DATA;
import static org.migrationauditor.verifier.dicom.DicomFile.part10;
import static org.migrationauditor.verifier.dicom.DicomFile.sound;
import static org.migrationauditor.verifier.dicom.DicomStructure.MALFORMED;
import static org.migrationauditor.verifier.dicom.DicomStructure.TRAILING_BYTES;
import static org.migrationauditor.verifier.dicom.DicomStructure.TRUNCATED;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DicomDefectsTest {
  @TempDir Path folder;
  private Reads reads;

  @BeforeEach
  void open() {
    reads = new Reads(folder.resolve("file"));
  }

  private static DataSetBytes head() {
    return DicomFile.head(Encoding.EXPLICIT_LITTLE_ENDIAN);
  }

  /** All of an image but the pixels; every identifier was read before the defect. */
  private void expect(DataSetBytes dataSet, DicomStructure structure, String problem) {
    DicomFacts facts = reads.facts(part10(EXPLICIT, dataSet.bytes()));

    assertThat(facts.problem()).contains(problem);
    assertThat(facts.structure()).isEqualTo(structure);
    assertThat(facts.sopInstanceUid()).isEqualTo(DicomFile.SOP);
    assertThat(facts.seriesInstanceUid()).isEqualTo(DicomFile.SERIES);
  }

  private static DataSetBytes pixels(DataSetBytes dataSet) {
    return dataSet.element(PIXEL_DATA, "OW", PIXELS);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4096})
  void zeroBytesAreNothing(int count) {
    DicomFacts facts = reads.facts(new byte[count]);

    assertThat(facts.structure()).isEqualTo(DicomStructure.EMPTY);
    assertThat(facts.sopInstanceUid()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html><html><body>404</body></html>",
        "x",
        "PAR1 and more of it",
        "2.25.1234567890"
      })
  void otherFilesAreNotDicom(String content) {
    assertThat(reads.facts(content.getBytes(StandardCharsets.UTF_8)).structure())
        .isEqualTo(DicomStructure.NOT_DICOM);
  }

  @Test
  void bytesThatStartLikeADataSetButGoOnLikeNoneAreNotDicom() {
    byte[] start = DataSetBytes.explicit().text(0x00080005, "CS", "ISO_IR 100").bytes();

    assertThat(reads.facts(start, "no element at all".getBytes(StandardCharsets.UTF_8)).structure())
        .isEqualTo(DicomStructure.NOT_DICOM);
  }

  @ParameterizedTest
  @ValueSource(strings = {EXPLICIT, IMPLICIT, DicomFile.BIG_ENDIAN})
  void aBareDataSetIsReadByItsLooks(String syntax) {
    byte[] dataSet = pixels(DicomFile.head(DicomFile.encoding(syntax))).bytes();

    assertThat(reads.facts(dataSet))
        .returns(DicomStructure.NO_FILE_META, DicomFacts::structure)
        .returns(DicomFile.SERIES, DicomFacts::seriesInstanceUid)
        .returns(null, DicomFacts::transferSyntaxUid)
        .satisfies(f -> assertThat(f.pixelDigest()).hasToString(Reads.sha256(PIXELS)));
    assertThat(reads.facts(Arrays.copyOf(dataSet, dataSet.length - 2)).structure())
        .isEqualTo(TRUNCATED);
  }

  @Test
  void fileMetaInformationWithoutPreambleIsBelieved() {
    byte[] whole = sound(JPEG);

    assertThat(reads.facts(Arrays.copyOfRange(whole, 132, whole.length)))
        .returns(DicomStructure.NO_FILE_META, DicomFacts::structure)
        .returns(JPEG, DicomFacts::transferSyntaxUid);
  }

  @Test
  void aMissingTransferSyntaxIsGuessedAndTold() {
    DataSetBytes meta = DataSetBytes.explicit().text(0x00020002, "UI", DicomFile.CT);
    for (Encoding encoding :
        new Encoding[] {Encoding.IMPLICIT_LITTLE_ENDIAN, Encoding.EXPLICIT_LITTLE_ENDIAN}) {
      assertThat(reads.facts(part10(meta, pixels(DicomFile.head(encoding)).bytes())))
          .returns(MALFORMED, DicomFacts::structure)
          .returns("(0002,0010): missing", DicomFacts::problem)
          .returns(DicomFile.SOP, DicomFacts::sopInstanceUid);
    }
  }

  @Test
  void aWrongLengthOfFileMetaInformationIsTold() {
    byte[] bytes = sound(EXPLICIT);
    bytes[140]++;

    assertThat(reads.facts(bytes))
        .returns(MALFORMED, DicomFacts::structure)
        .returns(DicomFile.SOP, DicomFacts::sopInstanceUid)
        .satisfies(facts -> assertThat(facts.problem()).startsWith("(0002,0000) at byte 132: "));
  }

  @Test
  void aDataSetInAnotherEncodingThanDeclaredIsReadAndTold() {
    byte[] dataSet = pixels(DicomFile.head(Encoding.IMPLICIT_LITTLE_ENDIAN)).bytes();

    assertThat(reads.facts(part10(EXPLICIT, dataSet)))
        .returns(MALFORMED, DicomFacts::structure)
        .returns(DicomFile.SOP, DicomFacts::sopInstanceUid)
        .satisfies(facts -> assertThat(facts.problem()).contains("in implicit VR little endian"));
  }

  @ParameterizedTest
  @CsvSource({
    "1,0020000d: the data set ends before it",
    "2,0020000e: the data set ends before it",
    "3,7fe00010: the data set ends before it"
  })
  void aFileCutBetweenElementsMissesSome(int elements, String problem) {
    DataSetBytes dataSet =
        DataSetBytes.explicit()
            .text(0x00080016, "UI", DicomFile.CT)
            .text(0x00080018, "UI", DicomFile.SOP);
    if (elements > 1) {
      dataSet.text(0x0020000D, "UI", DicomFile.STUDY);
    }
    if (elements > 2) {
      dataSet.text(0x0020000E, "UI", DicomFile.SERIES);
    }

    assertThat(reads.facts(part10(EXPLICIT, dataSet.bytes())))
        .returns(TRUNCATED, DicomFacts::structure)
        .satisfies(facts -> assertThat(facts.problem().replaceAll("[(,)]", "")).isEqualTo(problem));
  }

  @Test
  void pixelDataMayBeElsewhere() {
    DataSetBytes dataSet = head().number(0x00280010, 9).text(0x00287FE0, "UR", "https://x/y");

    assertThat(reads.facts(part10(EXPLICIT, dataSet.bytes())).structure())
        .isEqualTo(DicomStructure.SOUND);
  }

  @Test
  void truncatedPixelsHaveNoDigest() {
    byte[] file = sound(EXPLICIT);
    byte[] fragments = sound(JPEG);

    assertThat(reads.facts(Arrays.copyOf(file, file.length - 5)))
        .returns(TRUNCATED, DicomFacts::structure)
        .returns(null, DicomFacts::pixelDigest)
        .returns(
            "(7fe0,0010) at byte %d: 300 bytes declared, the file ends after 295"
                .formatted(file.length - 312),
            DicomFacts::problem);
    assertThat(reads.facts(Arrays.copyOf(fragments, fragments.length - 8)))
        .returns(TRUNCATED, DicomFacts::structure)
        .returns(null, DicomFacts::pixelDigest);
  }

  @Test
  void zeroBytesBehindTheDataSetBelongToNothing() {
    for (int count : new int[] {1, 7, 8, 500}) {
      expect(pixels(head()).raw(new byte[count]), TRAILING_BYTES, count + " zero bytes from byte");
    }
  }

  @Test
  void otherBytesBehindTheDataSetBelongToNothing() {
    byte[] words = "and something else".getBytes(StandardCharsets.UTF_8);

    expect(pixels(head()).raw(words), TRAILING_BYTES, "belong to no element");
    expect(pixels(head()).raw(new byte[300]).raw(words), TRAILING_BYTES, "belong to no element");
    expect(pixels(head()).raw(sound(EXPLICIT)), TRAILING_BYTES, "belong to no element");
    expect(pixels(head()).plain(SEQUENCE_END, 0), TRAILING_BYTES, "belong to no element");
  }

  @ParameterizedTest
  @ValueSource(strings = {EXPLICIT, IMPLICIT})
  void zeroBytesInsideTheDataSetAreNoElements(String syntax) {
    Encoding encoding = DicomFile.encoding(syntax);
    byte[] head = DicomFile.head(encoding).bytes();
    byte[] whole = sound(syntax);
    byte[] zeroed = part10(syntax, DicomFile.join(head, new byte[2048]));
    byte[] hole = whole.clone();
    int from = whole.length - 500;
    Arrays.fill(hole, from, from + 200, (byte) 0);

    assertThat(reads.facts(zeroed))
        .returns(MALFORMED, DicomFacts::structure)
        .satisfies(facts -> assertThat(facts.problem()).startsWith("(0000,0000) at byte "));
    assertThat(reads.facts(hole).structure()).isEqualTo(MALFORMED);
  }

  @Test
  void tellsElementsOutOfOrder() {
    expect(pixels(head().text(0x00080060, "CS", "MR")), MALFORMED, "(0008,0060) at byte ");
    expect(
        pixels(head().number(0x00280010, 1).number(0x00280010, 2)),
        MALFORMED,
        "stands behind a higher or equal tag");
  }

  @Test
  void tellsFragmentsOfOddLengths() {
    byte[] fragments = head().fragments(PIXEL_DATA, new byte[0], new byte[3]).bytes();
    assertThat(reads.facts(part10(JPEG, fragments)).problem()).contains("odd length 3");
  }

  @Test
  void tellsLengthsThatAreNoMultipleOfTheirUnit() {
    expect(
        pixels(head().element(0x00280301, "FD", new byte[12])),
        MALFORMED,
        "length 12 is no multiple of 8");
  }

  @Test
  void tellsReservedBytesAndGroups() {
    expect(pixels(head().raw(0x28, 0, 1, 3, 'O', 'B', 1, 0, 0, 0, 0, 0)), MALFORMED, "reserved");
    expect(pixels(head()).element(0xFFFF0001, "LO", new byte[0]), MALFORMED, "group not allowed");
  }

  @Test
  void goesOnAfterAnUnknownValueRepresentation() {
    expect(
        pixels(head().raw(0x28, 0, 1, 3, 'Z', 'Z', 0, 0, 2, 0, 0, 0, 7, 7)),
        MALFORMED,
        "no known value representation");
    expect(
        pixels(head().raw(0x28, 0, 1, 3, '?', '?', 2, 0, 7, 7)),
        MALFORMED,
        "no known value representation");
  }

  @Test
  void aLengthBeyondTheEndIsATruncation() {
    expect(
        head().header(PIXEL_DATA, "OW", 0x7FFFFFFE).raw(PIXELS),
        TRUNCATED,
        "2147483646 bytes declared, the file ends after 300");
    expect(head().header(PIXEL_DATA, "OW", -2).raw(PIXELS), TRUNCATED, "4294967294 bytes");
  }

  @Test
  void goesOnBehindASequenceWhoseElementIsLongerThanItself() {
    DataSetBytes item = head().empty().header(0x00080060, "CS", 60).raw(new byte[4]);

    expect(
        pixels(head().sequence(0x00209111, "SQ", false, item)),
        MALFORMED,
        "60 bytes declared, what it is in ends after 4");
  }

  @Test
  void tellsASequenceThatEndsInsideAHeader() {
    expect(
        pixels(head().sequence(0x00209111, "SQ", false, head().empty().raw(new byte[5]))),
        MALFORMED,
        "(0020,9111) at byte ");
    expect(
        pixels(
            head()
                .sequence(0x00209111, "SQ", false, head().empty().raw(8, 0, 1, 0, 'O', 'B', 0, 0))),
        MALFORMED,
        "(0008,0001) at byte ");
  }

  @Test
  void tellsDelimitersWhereNoneBelongs() {
    String problem = "stands where none belongs";
    DataSetBytes item = head().empty().plain(ITEM_END, 0);

    expect(pixels(head().plain(ITEM_END, 0)), MALFORMED, problem);
    expect(pixels(head().plain(SEQUENCE_END, 0)), MALFORMED, problem);
    expect(pixels(head().plain(ITEM, 0)), MALFORMED, problem);
    expect(pixels(head().sequence(0x00209111, "SQ", false, item)), MALFORMED, problem);
  }

  @Test
  void tellsAnItemThatIsNotClosed() {
    DataSetBytes dataSet = head().header(0x00209111, "SQ", UNDEFINED).plain(ITEM, UNDEFINED);
    dataSet.text(0x00080060, "CS", "XX").plain(SEQUENCE_END, 0);

    expect(pixels(dataSet), MALFORMED, "(fffe,e0dd) at byte ");
    assertThat(reads.facts(part10(EXPLICIT, pixels(dataSet).bytes())).modality()).isEqualTo("CT");
  }

  @Test
  void tellsADelimitedSequenceThatIsCutByTheEndOfItsItem() {
    DataSetBytes inner = head().empty().header(0x00209112, "SQ", UNDEFINED);

    expect(
        pixels(head().sequence(0x00209111, "SQ", false, inner)), MALFORMED, "(0020,9112) at byte ");
  }

  @Test
  void tellsWhatStandsInPlaceOfAnItem() {
    DataSetBytes dataSet = head().header(0x00209111, "SQ", UNDEFINED).text(0x00280301, "CS", "X");

    expect(pixels(dataSet), MALFORMED, "stands where an item of (0020,9111) belongs");
  }

  @Test
  void tellsADelimiterWithALength() {
    DataSetBytes dataSet = head().header(0x00209111, "SQ", UNDEFINED).plain(SEQUENCE_END, 2);

    expect(pixels(dataSet), MALFORMED, "(fffe,e0dd) at byte ");
  }

  @Test
  void tellsFragmentsThatAreNone() {
    byte[] file =
        part10(
            JPEG,
            head().header(PIXEL_DATA, "OB", UNDEFINED).plain(ITEM, UNDEFINED).raw(PIXELS).bytes());

    assertThat(reads.facts(file))
        .returns(MALFORMED, DicomFacts::structure)
        .returns(null, DicomFacts::pixelDigest);
  }

  @Test
  void tellsUndefinedLengthsWhereNoneMayBe() {
    String problem = "undefined length where none may be";

    expect(head().fragments(PIXEL_DATA, new byte[0], PIXELS), MALFORMED, problem);
    expect(pixels(head().fragments(0x00280301, new byte[2])), MALFORMED, problem);
  }

  @Test
  void digestsNoSecondPixelDataSilently() {
    DataSetBytes dataSet = head().element(0x7FE00008, "OF", new byte[4]);

    expect(pixels(dataSet), MALFORMED, "more than one pixel data element");
  }

  @Test
  void walksNestingWithoutEndOnlySoFar() {
    DataSetBytes deep = head();
    for (int i = 0; i < 200_000; i++) {
      deep.header(0x00209111, "SQ", UNDEFINED).plain(ITEM, UNDEFINED);
    }

    expect(deep, MALFORMED, "nested deeper than 512");
  }

  @Test
  void tellsUidsThatAreNone() {
    DataSetBytes dataSet =
        DataSetBytes.explicit()
            .text(0x00080016, "UI", DicomFile.CT)
            .text(0x00080018, "UI", "1.2\u0007x")
            .element(0x0020000D, "UI", new byte[4000]);

    assertThat(reads.facts(part10(EXPLICIT, dataSet.bytes())))
        .returns(MALFORMED, DicomFacts::structure)
        .returns("1.2\\x07x", DicomFacts::sopInstanceUid)
        .returns(null, DicomFacts::studyInstanceUid)
        .satisfies(facts -> assertThat(facts.problem()).startsWith("(0008,0018) at byte "));
  }

  @Test
  void aProblemHoldsNoValue() {
    byte[] whole = sound(EXPLICIT);
    for (int i = 132; i < whole.length; i++) {
      byte[] bytes = whole.clone();
      bytes[i] ^= 0x20;

      assertThat(reads.facts(bytes).problem()).doesNotContain("P-77", "HOSPITAL", "TRIAL", "2.25");
    }
  }
}
