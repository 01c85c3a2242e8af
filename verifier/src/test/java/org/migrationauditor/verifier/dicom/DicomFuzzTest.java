package org.migrationauditor.verifier.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.verifier.inventory.HostileBytes;

/** Any bytes are facts with their digest, the same in small buffers, and nothing else. */
final class DicomFuzzTest {
  private static final int DEPTH = 200_000;
  private static final int PATIENCE_SECONDS = 120; // of a test; a fuzzer takes its own
  private static final int MUTANTS = 1_000;
  private static final int BOMB = 16 << 20;
  private static final DicomReader SMALL = new DicomReader(DicomFile.KEY, Workspace.MIN_BUFFER);
  private static final DicomReader LARGE = new DicomReader(DicomFile.KEY);

  private static Stream<byte[]> files() {
    return Stream.of(
            DicomFile.IMPLICIT,
            DicomFile.EXPLICIT,
            DicomFile.BIG_ENDIAN,
            DicomFile.DEFLATED,
            DicomFile.JPEG)
        .map(DicomFile::sound);
  }

  private static Stream<byte[]> dataSets() {
    return Stream.of(
        DicomFile.head(Encoding.EXPLICIT_LITTLE_ENDIAN).then(DicomFile::nested).bytes());
  }

  @MethodSource("files")
  @FuzzTest(maxDuration = "4h")
  void anyFile(byte[] file) {
    HostileBytes.read(file, DicomFuzzTest::facts);
  }

  @MethodSource("dataSets")
  @FuzzTest(maxDuration = "4h")
  void anyDeflatedDataSet(byte[] dataSet) {
    HostileBytes.read(
        dataSet, bytes -> facts(DicomFile.part10(DicomFile.DEFLATED, DicomFile.deflate(bytes))));
  }

  @Test
  @Timeout(PATIENCE_SECONDS)
  void manyMutants() {
    HostileBytes.readMutants(files().toList(), MUTANTS, DicomFuzzTest::facts);
  }

  @ParameterizedTest
  @Timeout(PATIENCE_SECONDS)
  @ValueSource(strings = {DicomFile.IMPLICIT, DicomFile.EXPLICIT, DicomFile.BIG_ENDIAN})
  void sequencesOfUndefinedLengthNestedWithoutEnd(String syntax) {
    DataSetBytes nested = DicomFile.head(DicomFile.encoding(syntax));
    for (int i = 0; i < DEPTH; i++) {
      nested
          .header(0x00209111, "SQ", DataSetBytes.UNDEFINED)
          .plain(DataSetBytes.ITEM, DataSetBytes.UNDEFINED);
    }
    assertTooDeep(DicomFile.part10(syntax, nested.bytes()));
    for (int i = 0; i < DEPTH; i++) {
      nested.plain(DataSetBytes.ITEM_END, 0).plain(DataSetBytes.SEQUENCE_END, 0);
    }
    assertTooDeep(DicomFile.part10(syntax, nested.bytes()));
  }

  @ParameterizedTest
  @Timeout(PATIENCE_SECONDS)
  @ValueSource(strings = {DicomFile.IMPLICIT, DicomFile.EXPLICIT, DicomFile.BIG_ENDIAN})
  void sequencesOfDefinedLengthNestedWithoutEnd(String syntax) {
    DataSetBytes nested = DicomFile.head(DicomFile.encoding(syntax));
    int header = DicomFile.encoding(syntax).explicit() ? 12 : 8;
    for (int left = DEPTH - 1; left >= 0; left--) {
      int inside = left * (header + 8);
      nested.header(0x00209111, "SQ", inside + 8).plain(DataSetBytes.ITEM, inside);
    }
    assertTooDeep(DicomFile.part10(syntax, nested.bytes()));
  }

  /** Each of 4 GiB less two bytes, or of a length that is none. */
  @ParameterizedTest
  @Timeout(PATIENCE_SECONDS)
  @ValueSource(ints = {0x7FFFFFFE, -2, -1})
  void valuesLongerThanTheFile(int length) {
    for (String vr : List.of("OB", "UT", "UN", "SQ", "OW")) {
      DataSetBytes dataSet = DicomFile.head(Encoding.EXPLICIT_LITTLE_ENDIAN);
      dataSet.header(0x00291010, vr, length).raw(1, 2, 3, 4);
      byte[] file = DicomFile.part10(DicomFile.EXPLICIT, dataSet.bytes());
      HostileBytes.read(
          file, bytes -> assertThat(facts(bytes).structure()).isNotEqualTo(DicomStructure.SOUND));
    }
  }

  @Test
  @Timeout(PATIENCE_SECONDS)
  void aDeflatedBombIsReadInLittleMemory() {
    DataSetBytes dataSet = DicomFile.head(Encoding.EXPLICIT_LITTLE_ENDIAN);
    dataSet.number(0x00280010, 4096).number(0x00280011, 2048);
    dataSet.header(DicomFile.PIXEL_DATA, "OW", BOMB);
    byte[] bomb = DicomFile.deflate(dataSet.bytes(), new byte[BOMB]);

    HostileBytes.read(
        DicomFile.part10(DicomFile.DEFLATED, bomb),
        bytes -> assertThat(facts(bytes).structure()).isEqualTo(DicomStructure.SOUND));
  }

  private static void assertTooDeep(byte[] file) {
    HostileBytes.read(
        file,
        bytes -> {
          DicomFacts facts = facts(bytes);
          assertThat(facts.structure()).isEqualTo(DicomStructure.MALFORMED);
          assertThat(facts.problem()).contains("nested deeper than 512");
          assertThat(facts.dataSetDigest()).isNull();
        });
  }

  private static DicomFacts facts(byte[] bytes) throws IOException {
    DicomFacts facts = facts(LARGE, bytes);
    assertThat(facts(SMALL, bytes)).isEqualTo(facts);
    assertThat(facts.bytes()).isEqualTo(bytes.length);
    assertThat(facts.digest().hex()).isEqualTo(Reads.sha256(bytes));
    assertThat(facts.problem().isEmpty()).isEqualTo(facts.structure() == DicomStructure.SOUND);
    return facts;
  }

  private static DicomFacts facts(DicomReader reader, byte[] bytes) throws IOException {
    return reader.read(
        Channels.newChannel(new ByteArrayInputStream(bytes)), bytes.length, passed -> {});
  }
}
