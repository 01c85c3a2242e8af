package org.migrationauditor.verifier.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.migrationauditor.verifier.dicom.DataSetBytes.UNDEFINED;
import static org.migrationauditor.verifier.dicom.DicomFile.EXPLICIT;
import static org.migrationauditor.verifier.dicom.DicomFile.IMPLICIT;
import static org.migrationauditor.verifier.dicom.DicomFile.JPEG;
import static org.migrationauditor.verifier.dicom.DicomFile.PIXELS;
import static org.migrationauditor.verifier.dicom.DicomFile.PIXEL_DATA;
import static org.migrationauditor.verifier.dicom.DicomFile.head;
import static org.migrationauditor.verifier.dicom.DicomFile.part10;
import static org.migrationauditor.verifier.dicom.DicomFile.sound;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DicomReaderTest {
  @TempDir Path folder;
  private Reads reads;

  @BeforeEach
  void open() {
    reads = new Reads(folder.resolve("file"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {IMPLICIT, EXPLICIT, DicomFile.BIG_ENDIAN, DicomFile.DEFLATED, JPEG, "1.2.3.4"})
  void identifiesASoundFileOfEverySyntax(String syntax) {
    DicomFacts facts = reads.facts(sound(syntax));

    assertThat(facts.problem()).isEmpty();
    assertThat(facts.structure()).isEqualTo(DicomStructure.SOUND);
    assertThat(facts.transferSyntaxUid()).isEqualTo(syntax);
    assertThat(facts.sopClassUid()).isEqualTo(DicomFile.CT);
    assertThat(facts.sopInstanceUid()).isEqualTo(DicomFile.SOP);
    assertThat(facts.studyInstanceUid()).isEqualTo(DicomFile.STUDY);
    assertThat(facts.seriesInstanceUid()).isEqualTo(DicomFile.SERIES);
    assertThat(facts.modality()).isEqualTo("CT");
    assertThat(facts.clinicalTrialProtocolId()).isEqualTo("TRIAL 4");
    assertThat(facts.pixelDigest())
        .hasToString(
            syntax.equals(JPEG)
                ? Reads.sha256(new byte[4], PIXELS, new byte[] {1, 2})
                : Reads.sha256(PIXELS));
  }

  @Test
  void readsEveryLongFormAndGroupLengthsAndTrailingPadding() {
    DataSetBytes dataSet = head(Encoding.EXPLICIT_LITTLE_ENDIAN);
    dataSet.element(0x00280000, "UL", new byte[4]).number(0x00280010, 1);
    int tag = 0x00291001;
    for (String vr :
        List.of("OB", "OD", "OF", "OL", "OV", "OW", "SV", "UC", "UN", "UR", "UT", "UV")) {
      dataSet.element(tag, vr, new byte[70_000]);
      tag++;
    }
    dataSet.element(PIXEL_DATA, "OB", PIXELS).element(0xFFFCFFFC, "OB", new byte[300]);

    assertThat(reads.facts(part10(EXPLICIT, dataSet.bytes())).structure())
        .isEqualTo(DicomStructure.SOUND);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x7FE00008, 0x7FE00009})
  void digestsFloatPixels(int tag) {
    byte[] file =
        part10(
            EXPLICIT,
            head(Encoding.EXPLICIT_LITTLE_ENDIAN).element(tag, "OD", new byte[16]).bytes());

    DicomFacts facts = reads.facts(file);

    assertThat(facts.structure()).isEqualTo(DicomStructure.SOUND);
    assertThat(facts.pixelDigest()).hasToString(Reads.sha256(new byte[16]));
  }

  @Test
  void readsAnUnknownElementOfUndefinedLengthAsImplicitItems() {
    DataSetBytes implicit =
        DataSetBytes.implicit()
            .sequence(0x00091002, "SQ", true, DataSetBytes.implicit().text(0x00091003, "LO", "x"));
    for (Encoding encoding :
        List.of(Encoding.EXPLICIT_LITTLE_ENDIAN, Encoding.EXPLICIT_BIG_ENDIAN)) {
      byte[] unknown =
          DataSetBytes.implicit()
              .plain(DataSetBytes.ITEM, UNDEFINED)
              .raw(implicit.bytes())
              .plain(DataSetBytes.ITEM_END, 0)
              .plain(DataSetBytes.SEQUENCE_END, 0)
              .bytes();
      byte[] dataSet =
          head(encoding)
              .header(0x00211001, "UN", UNDEFINED)
              .raw(unknown)
              .element(PIXEL_DATA, "OW", PIXELS)
              .bytes();

      DicomFacts facts =
          reads.facts(part10(encoding.bigEndian() ? DicomFile.BIG_ENDIAN : EXPLICIT, dataSet));

      assertThat(facts.problem()).isEmpty();
    }
  }

  @Test
  void walksItemsOfDeclaredLengthInImplicitVr() {
    DataSetBytes item = DataSetBytes.implicit().plain(0x00080060, 500).raw(new byte[2]);
    byte[] dataSet =
        head(Encoding.IMPLICIT_LITTLE_ENDIAN).sequence(0x00209111, "SQ", false, item).bytes();

    assertThat(reads.facts(part10(IMPLICIT, dataSet)).problem())
        .startsWith("(0008,0060)")
        .contains("500 bytes declared");
  }

  @Test
  void fragmentsMayHoldTheBytesOfDelimiters() {
    byte[] fragment = DataSetBytes.explicit().plain(DataSetBytes.SEQUENCE_END, 0).bytes();
    byte[] dataSet =
        head(Encoding.EXPLICIT_LITTLE_ENDIAN)
            .fragments(PIXEL_DATA, new byte[0], fragment, fragment)
            .bytes();

    DicomFacts facts = reads.facts(part10(JPEG, dataSet));

    assertThat(facts.structure()).isEqualTo(DicomStructure.SOUND);
    assertThat(facts.pixelDigest()).hasToString(Reads.sha256(fragment, fragment));
  }

  @Test
  void aDirectoryIsSoundWithoutIdentifiers() {
    DataSetBytes meta =
        DataSetBytes.explicit()
            .text(0x00020002, "UI", "1.2.840.10008.1.3.10")
            .text(0x00020003, "UI", DicomFile.SOP)
            .text(0x00020010, "UI", EXPLICIT);
    DataSetBytes start = DataSetBytes.explicit().text(0x00041130, "CS", "FILES");
    byte[] cut = start.bytes();
    DataSetBytes entry = start.empty().text(0x00041430, "CS", "PATIENT");
    byte[] whole = start.sequence(0x00041220, "SQ", false, entry).bytes();

    assertThat(reads.facts(part10(meta, whole)))
        .returns(DicomStructure.SOUND, DicomFacts::structure)
        .returns(null, DicomFacts::sopInstanceUid);
    assertThat(reads.facts(part10(meta, cut)).structure()).isEqualTo(DicomStructure.TRUNCATED);
  }

  @Test
  void patientsAreToldApartByIdAndIssuerOnly() {
    DicomFacts one = reads.facts(patient("A", "X", "CT"));

    assertThat(one.patientPseudonym()).hasSize(32);
    assertThat(reads.facts(patient("A ", " X", "MR")).patientPseudonym())
        .isEqualTo(one.patientPseudonym());
    assertThat(reads.facts(patient("A", "Y", "CT")).patientPseudonym())
        .isNotEqualTo(one.patientPseudonym());
    assertThat(reads.facts(patient("AX", "", "CT")).patientPseudonym())
        .isNotEqualTo(one.patientPseudonym());
    assertThat(reads.facts(patient("", "X", "CT")).patientPseudonym()).isNull();
  }

  @Test
  void anotherKeyGivesOtherPseudonyms() throws Exception {
    byte[] secret = new byte[32];
    secret[0] = 1;
    Path file = Files.write(folder.resolve("patient"), patient("A", "X", "CT"));

    assertThat(new DicomReader(new PseudonymKey(secret)).read(file).patientPseudonym())
        .isNotEqualTo(new DicomReader(DicomFile.KEY).read(file).patientPseudonym());
  }

  private static byte[] patient(String id, String issuer, String modality) {
    return part10(
        EXPLICIT,
        DataSetBytes.explicit()
            .text(0x00080060, "CS", modality)
            .text(0x00100020, "LO", id)
            .text(0x00100021, "LO", issuer)
            .bytes());
  }

  @Test
  void decodesTheProtocolByItsCharacterSet() {
    String protocol = "Größe";

    assertThat(protocol("ISO_IR 192", protocol.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(protocol);
    assertThat(protocol("ISO_IR 100", protocol.getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo(protocol);
    assertThat(protocol("ISO 2022 IR 100\\ISO 2022 IR 87", new byte[] {'a', (byte) 0xE4}))
        .isEqualTo("aä");
    assertThat(protocol("", new byte[] {'a', (byte) 0xE4})).isEqualTo("a\\xE4");
    assertThat(protocol("ISO_IR 192", new byte[] {'a', (byte) 0xE4})).isEqualTo("a\\xE4");
    assertThat(protocol("ISO_IR 100", new byte[] {'a', 0x1B, '$', 'B', 'x', (byte) 0xE4}))
        .isEqualTo("a\\x1B$Bx\\xE4");
  }

  private @Nullable String protocol(String characterSet, byte[] value) {
    byte[] dataSet =
        DataSetBytes.explicit()
            .text(0x00080005, "CS", characterSet)
            .element(0x00120020, "LO", value)
            .bytes();
    return reads.facts(part10(EXPLICIT, dataSet)).clinicalTrialProtocolId();
  }

  @Test
  void tellsHowFarItHasCome() throws Exception {
    byte[] bytes = sound(EXPLICIT);
    Path file = Files.write(folder.resolve("watched"), bytes);
    List<Long> told = new ArrayList<>();

    new DicomReader(DicomFile.KEY, 200).read(file, told::add);

    assertThat(told).hasSizeGreaterThan(5);
    assertThat(told.stream().mapToLong(Long::longValue).sum()).isEqualTo(bytes.length);
  }

  @Test
  void manyThreadsReadAtOnce() throws Exception {
    DicomReader reader = new DicomReader(DicomFile.KEY);
    List<Callable<DicomFacts>> tasks = new ArrayList<>();
    List<DicomFacts> expected = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      byte[] pixels = new byte[2 * (i % 50) * 1000];
      byte[] dataSet =
          head(Encoding.EXPLICIT_LITTLE_ENDIAN).element(PIXEL_DATA, "OW", pixels).bytes();
      Path file = Files.write(folder.resolve("file" + i), part10(EXPLICIT, dataSet));
      tasks.add(() -> reader.read(file));
      expected.add(reader.read(file));
    }

    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<DicomFacts> found = new ArrayList<>();
      for (Future<DicomFacts> future : threads.invokeAll(tasks)) {
        found.add(future.get());
      }
      assertThat(found).isEqualTo(expected);
    }
  }
}
