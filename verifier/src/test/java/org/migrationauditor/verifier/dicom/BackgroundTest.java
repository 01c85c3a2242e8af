package org.migrationauditor.verifier.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.messages.inventory.FindingCode;

/** Where an instance comes from, what it refers to, and what does not conform. */
class BackgroundTest {
  private static final String SEGMENTATION = "1.2.840.10008.5.1.4.1.1.66.4";
  private static final String PERFORMED_STEP = "1.2.840.10008.3.1.2.3.3";

  @TempDir private Path dir;
  private Reads reads = new Reads(Path.of("file"));

  @BeforeEach
  void useAFile() {
    reads = new Reads(dir.resolve("file"));
  }

  @ParameterizedTest
  @ValueSource(strings = {DicomFile.IMPLICIT, DicomFile.EXPLICIT, DicomFile.BIG_ENDIAN})
  void keepsWhereAnInstanceComesFrom(String syntax) {
    DataSetBytes data =
        new DataSetBytes(DicomFile.encoding(syntax))
            .text(0x00080005, "CS", "ISO_IR 100")
            .text(0x00080020, "DA", "20190412")
            .text(0x00080080, "LO", "Klinikum M\u00fcnchen ")
            .text(0x00120010, "LO", "SPONSOR");
    byte[] meta =
        DicomFile.part10(
            DataSetBytes.explicit()
                .text(0x00020010, "UI", syntax)
                .text(0x00020016, "AE", "CT_1")
                .text(0x00020018, "AE", "KAAPANA"),
            data.bytes());

    DicomContext context = Objects.requireNonNull(reads.facts(meta).context());

    assertThat(context.studyYear()).isEqualTo(2019);
    assertThat(context.institution()).isEqualTo("Klinikum M\u00fcnchen");
    assertThat(context.sourceAet()).isEqualTo("CT_1");
    assertThat(context.receivingAet()).isEqualTo("KAAPANA");
    assertThat(context.sponsor()).isEqualTo("SPONSOR");
  }

  @Test
  void aFileThatConformsHasNoRemark() {
    DicomContext context = context(with(data -> data));

    assertThat(context.refersTo()).isEmpty();
    assertThat(context.remarks()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {DicomFile.IMPLICIT, DicomFile.EXPLICIT, DicomFile.DEFLATED})
  void keepsEachReferenceOnceHoweverDeep(String syntax) {
    DataSetBytes empty = new DataSetBytes(DicomFile.encoding(syntax));
    DataSetBytes slice = reference(empty, SEGMENTATION, "2.25.7");
    byte[] data =
        DicomFile.head(DicomFile.encoding(syntax))
            .sequence(0x00209111, "SQ", true, slice)
            .sequence(
                0x00209112,
                "SQ",
                false,
                reference(empty, SEGMENTATION, "2.25.5")
                    .sequence(0x00209113, "SQ", true, slice)
                    .sequence(
                        0x00209114, "SQ", true, reference(empty, SEGMENTATION, DicomFile.SOP)))
            .bytes();

    DicomFacts facts =
        reads.facts(
            DicomFile.part10(
                syntax, syntax.equals(DicomFile.DEFLATED) ? DicomFile.deflate(data) : data));

    assertThat(context(facts).refersTo()).containsExactly("2.25.7", "2.25.5");
  }

  @Test
  void whatNobodyStoresIsNoReference() {
    DataSetBytes empty = DataSetBytes.explicit();
    DicomFacts facts =
        with(
            data ->
                data.sequence(0x00209111, "SQ", true, reference(empty, PERFORMED_STEP, "2.25.5"))
                    .sequence(
                        0x00209112, "SQ", true, empty.empty().text(0x00081155, "UI", "2.25.6"))
                    .sequence(0x00209113, "SQ", true, reference(empty, "1.3.12.2.1107", "2.25.8"))
                    .sequence(0x00209114, "SQ", true, reference(empty, SEGMENTATION, "PATIENT")));

    assertThat(context(facts).refersTo()).containsExactly("2.25.6", "2.25.8");
    assertThat(context(facts).remarks()).containsExactly(FindingCode.INVALID_UID);
  }

  @Test
  void saysWhenThereAreMoreReferencesThanAreKept() {
    DataSetBytes items = DataSetBytes.explicit();
    for (int i = 0; i <= References.MOST; i++) {
      byte[] item = reference(items, SEGMENTATION, "2.25." + (100 + i)).bytes();
      items.plain(DataSetBytes.ITEM, item.length).raw(item);
    }
    UnaryOperator<DataSetBytes> all =
        data -> data.header(0x00209111, "SQ", items.bytes().length).raw(items.bytes());

    DicomContext context = context(with(all));

    assertThat(context.refersTo()).hasSize(References.MOST).endsWith("2.25.10099");
    assertThat(context.remarks()).containsExactly(FindingCode.TOO_MANY_REFERENCES);
  }

  @ParameterizedTest
  @CsvSource({
    "00080070,UI,1.02.3,INVALID_UID",
    "00080070,UI,1..3,INVALID_UID",
    "00080070,UI,1.2.3.,INVALID_UID",
    "00080070,UI,1.2.x,INVALID_UID",
    "00080070,UI,1.2\\1.02,INVALID_UID",
    "00080070,UI,1.2.3456789012345678901234567890123456789012345678901234567890123,INVALID_UID",
    "00080070,DA,1997.04.22,INVALID_DATE",
    "00080070,DA,20190230,INVALID_DATE",
    "00080070,DA,201904,INVALID_DATE",
    "00080070,CS,ABCDEFGHIJKLMNOPQ,VALUE_TOO_LONG",
    "00080070,DS,-0.123456789012345\\1,VALUE_TOO_LONG",
    "00080070,IS,1234567890123,VALUE_TOO_LONG",
    "00080070,AE,A\\ABCDEFGHIJKLMNOPQ,VALUE_TOO_LONG",
    "00090100,LO,x,PRIVATE_WITHOUT_CREATOR",
    "00091001,LO,x,PRIVATE_WITHOUT_CREATOR",
  })
  void remarksOnWhatDoesNotConform(String tag, String vr, String value, FindingCode code) {
    DicomFacts facts = with(data -> data.text(Integer.parseUnsignedInt(tag, 16), vr, value));

    assertThat(context(facts).remarks()).contains(code).hasSizeLessThanOrEqualTo(2);
    assertThat(String.valueOf(context(facts))).doesNotContain(value.length() > 3 ? value : "'");
  }

  @ParameterizedTest
  @CsvSource({
    "00080070,UI,1.2.0.3\\2.25.1",
    "00080070,UI,1.2.345678901234567890123456789012345678901234567890123456789012",
    "00080070,DA,20200229\\19700101",
    "00080070,CS,ORIGINAL\\PRIMARY\\AXIAL\\HELIX",
    "00080070,DS,-0.123456789012\\1.0",
    "00080070,UI,''",
  })
  void aValueOfTheRightFormIsNoRemark(String tag, String vr, String value) {
    assertThat(
            context(with(data -> data.text(Integer.parseUnsignedInt(tag, 16), vr, value)))
                .remarks())
        .isEmpty();
  }

  @Test
  void aPrivateElementNeedsACreatorInItsOwnItem() {
    DataSetBytes claimed =
        DataSetBytes.explicit().text(0x00290010, "LO", "ACME").text(0x00291001, "LO", "x");
    DataSetBytes unclaimed = DataSetBytes.explicit().text(0x00291001, "LO", "x");

    assertThat(context(with(data -> data.sequence(0x00209111, "SQ", true, claimed))).remarks())
        .isEmpty();
    assertThat(
            context(
                    with(
                        data ->
                            data.sequence(0x00209111, "SQ", true, claimed)
                                .sequence(0x00209112, "SQ", true, unclaimed)))
                .remarks())
        .containsExactly(FindingCode.PRIVATE_WITHOUT_CREATOR);
  }

  @Test
  void remarksOnOddLengths() {
    DicomFacts facts = with(data -> data.element(0x00209111, "LO", new byte[] {'x'}));
    assertThat(context(facts).remarks()).containsExactly(FindingCode.ODD_LENGTH);
    assertThat(facts.problem()).doesNotContain("odd length"); // which would say it twice
  }

  @Test
  void remarksOnMetaInformationOfAnotherInstance() {
    byte[] file =
        DicomFile.part10(
            DataSetBytes.explicit()
                .text(0x00020002, "UI", DicomFile.CT)
                .text(0x00020003, "UI", "2.25.99")
                .text(0x00020010, "UI", DicomFile.EXPLICIT),
            whole(data -> data, ""));

    assertThat(context(reads.facts(file)).remarks()).containsExactly(FindingCode.META_DISAGREES);
  }

  @Test
  void remarksOnMissingIdentifiers() {
    byte[] data =
        DataSetBytes.explicit()
            .text(0x00080016, "UI", SEGMENTATION)
            .text(0x00080018, "UI", DicomFile.SOP)
            .text(0x0020000D, "UI", DicomFile.STUDY)
            .text(0x0020000E, "UI", DicomFile.SERIES)
            .bytes();
    DataSetBytes meta = DataSetBytes.explicit().text(0x00020010, "UI", DicomFile.EXPLICIT);

    assertThat(context(reads.facts(DicomFile.part10(meta, data))).remarks())
        .containsExactly(FindingCode.MISSING_IDENTIFIER); // its modality
  }

  @Test
  void aPatientIsTheSameHoweverTheNameIsWritten() {
    String plain =
        details("ISO_IR 100", "M\u00fcller^Eva", "19700101", "F", StandardCharsets.ISO_8859_1);

    assertThat(plain).matches("[0-9a-f]{16} [0-9a-f]{16} [0-9a-f]{16}");
    assertThat(
            details(
                "ISO_IR 192", " M\u00fcller^Eva^^ ", "1970.01.01", "F ", StandardCharsets.UTF_8))
        .isEqualTo(plain);
    assertThat(
            details(
                "ISO_IR 192",
                "Mu\u0308ller^ Eva=\u5c71^x",
                "19700101",
                "F",
                StandardCharsets.UTF_8))
        .isEqualTo(plain);
    assertThat(details("ISO_IR 192", "M\u00fcller^Eva", "", "", StandardCharsets.UTF_8))
        .isEqualTo(plain.substring(0, 16) + " - -");
    assertThat(details("ISO_IR 192", "M\u00fcller^Ewa", "19700101", "F", StandardCharsets.UTF_8))
        .isNotEqualTo(plain)
        .endsWith(plain.substring(16));
  }

  @Test
  void detailsOfTwoPatientsTellNothingOfEachOther() {
    PatientDetails one = new PatientDetails("1", "", "A^B", "19700101", "F");
    PatientDetails other = new PatientDetails("2", "", "A^B", "19700101", "F");

    assertThat(Objects.requireNonNull(one.digests(DicomFile.KEY)).split(" "))
        .doesNotContain(Objects.requireNonNull(other.digests(DicomFile.KEY)).split(" "));
    assertThat(new PatientDetails("", "", "A^B", "19700101", "F").digests(DicomFile.KEY)).isNull();
    assertThat(one).hasToString("***");
  }

  @Test
  void charactersBeyondAsciiNeedToBeDeclared() {
    byte[] data =
        DataSetBytes.explicit()
            .text(0x00080080, "LO", "M\u00fcnchen")
            .text(0x00100020, "LO", "1")
            .bytes();
    DataSetBytes meta = DataSetBytes.explicit().text(0x00020010, "UI", DicomFile.EXPLICIT);

    assertThat(context(reads.facts(DicomFile.part10(meta, data))).remarks())
        .contains(FindingCode.UNDECLARED_CHARACTERS);
  }

  @Test
  void anInstitutionIsBoundedAndEscaped() {
    DicomContext steering = context(with(data -> data, "a\u001b[2Jb\r\n"));
    DicomContext huge = context(with(data -> data, "x".repeat(60_000)));

    assertThat(steering.institution()).isEqualTo("a\\x1B[2Jb\\x0D\\x0A");
    assertThat(huge.institution()).isNull();
    assertThat(huge.remarks()).containsExactly(FindingCode.VALUE_TOO_LONG);
  }

  private String details(String term, String name, String birthDate, String sex, Charset charset) {
    byte[] bytes = name.getBytes(charset);
    byte[] even = Arrays.copyOf(bytes, bytes.length + bytes.length % 2);
    byte[] data =
        DataSetBytes.explicit()
            .text(0x00080005, "CS", term)
            .element(0x00100010, "PN", even)
            .text(0x00100020, "LO", "P-1")
            .text(0x00100030, "DA", birthDate)
            .text(0x00100040, "CS", sex)
            .bytes();
    DataSetBytes meta = DataSetBytes.explicit().text(0x00020010, "UI", DicomFile.EXPLICIT);
    return Objects.requireNonNull(
        context(reads.facts(DicomFile.part10(meta, data))).patientDetails());
  }

  private static DataSetBytes reference(DataSetBytes like, String sopClass, String instance) {
    return like.empty().text(0x00081150, "UI", sopClass).text(0x00081155, "UI", instance);
  }

  /** A sound instance without pixels, and something in it. */
  private DicomFacts with(UnaryOperator<DataSetBytes> more) {
    return with(more, "");
  }

  private DicomFacts with(UnaryOperator<DataSetBytes> more, String institution) {
    return reads.facts(
        DicomFile.part10(
            DataSetBytes.explicit().text(0x00020010, "UI", DicomFile.EXPLICIT),
            whole(more, institution)));
  }

  private static byte[] whole(UnaryOperator<DataSetBytes> more, String institution) {
    return DataSetBytes.explicit()
        .text(0x00080005, "CS", "ISO_IR 100")
        .text(0x00080016, "UI", SEGMENTATION)
        .text(0x00080018, "UI", DicomFile.SOP)
        .text(0x00080060, "CS", "SEG")
        .text(0x00080080, "LO", institution)
        .text(0x0020000D, "UI", DicomFile.STUDY)
        .text(0x0020000E, "UI", DicomFile.SERIES)
        .then(more)
        .bytes();
  }

  private static DicomContext context(DicomFacts facts) {
    return Objects.requireNonNull(facts.context());
  }
}
