package org.migrationauditor.verifier.dicom;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each element of a data set itself has a digest of its own, and only its key tells of what. */
final class ElementDigestsTest {
  @TempDir private Path dir;
  private Reads reads;

  @BeforeEach
  void makeReads() {
    reads = new Reads(dir.resolve("file"));
  }

  @Test
  void listsEveryElementButPixelDataWithItsValueRepresentation() {
    ElementDigests elements = elements(DicomFile.sound(DicomFile.EXPLICIT));

    assertThat(names(elements))
        .containsExactly(
            "00080005 CS",
            "00080016 UI",
            "00080018 UI",
            "00080060 CS",
            "00100020 LO",
            "00100021 LO",
            "00120020 LO",
            "0020000d UI",
            "0020000e UI",
            "00209111 SQ",
            "00209112 SQ",
            "00211001 SQ",
            "00280010 US",
            "00280011 US");
    assertThat(elements.digests()).hasSize(14 * ElementDigests.DIGEST_BYTES);
  }

  @ParameterizedTest
  @ValueSource(strings = {DicomFile.IMPLICIT, DicomFile.BIG_ENDIAN, DicomFile.DEFLATED})
  void everyTransferSyntaxGivesTheSameDigests(String syntax) {
    assertThat(digests(DicomFile.sound(syntax)))
        .isEqualTo(digests(DicomFile.sound(DicomFile.EXPLICIT)));
  }

  @Test
  void oneValueChangesOneDigest() {
    Map<Integer, Long> before = digests(image(set -> set.number(0x00280010, 10)));
    Map<Integer, Long> after = digests(image(set -> set.number(0x00280010, 11)));

    assertThat(after.remove(0x00280010)).isNotNull().isNotEqualTo(before.remove(0x00280010));
    assertThat(after).isEqualTo(before);
  }

  @Test
  void longValuesCountToTheirLastByteAndEqualOnesOfTwoAttributesAreUnlike() {
    byte[] value = new byte[9000];
    byte[] other = value.clone();
    other[8999] = 1;
    Map<Integer, Long> digests =
        digests(
            image(
                set ->
                    set.element(0x00291010, "OB", value)
                        .element(0x00291011, "OB", value)
                        .number(0x00291012, 7)
                        .number(0x00291013, 7)));

    assertThat(digests(image(set -> set.element(0x00291010, "OB", other))).get(0x00291010))
        .isNotEqualTo(digests.get(0x00291010));
    assertThat(digests.values()).doesNotHaveDuplicates();
  }

  @Test
  void anotherKeyGivesOtherDigests() throws IOException {
    byte[] file = DicomFile.sound(DicomFile.EXPLICIT);
    reads.facts(file);
    byte[] secret = new byte[32];
    secret[0] = 1;

    DicomFacts other = new DicomReader(new PseudonymKey(secret)).read(dir.resolve("file"));

    ElementDigests elements = Objects.requireNonNull(other.elements());
    assertThat(elements.names()).isEqualTo(elements(file).names());
    assertThat(digests(elements).values()).doesNotContainAnyElementsOf(digests(file).values());
  }

  @Test
  void noValueAndNoKeyCanBeReadFromThem() {
    ElementDigests elements = elements(DicomFile.sound(DicomFile.EXPLICIT));

    for (byte[] bytes : List.of(elements.names(), elements.digests())) {
      assertThat(new String(bytes, ISO_8859_1)).doesNotContain("P-77", "HOSPITAL", "TRIAL");
    }
    assertThat(DicomFile.KEY.elementKey()).isNotEqualTo(new byte[SipHash.KEY_BYTES]);
    assertThat(DicomFile.KEY.pseudonym("element digests"))
        .isNotEqualTo(HexFormat.of().formatHex(DicomFile.KEY.elementKey()));
  }

  @Test
  void tooManyElementsHaveNoList() {
    int there = 9; // of the head
    DataSetBytes most = DicomFile.head(Encoding.EXPLICIT_LITTLE_ENDIAN);
    for (int i = there; i < Elements.MAX; i++) {
      most.number(0x00291010 + i, i);
    }
    byte[] file = DicomFile.part10(DicomFile.EXPLICIT, most.bytes());
    assertThat(elements(file).digests()).hasSize(Elements.MAX * ElementDigests.DIGEST_BYTES);

    DicomFacts more =
        reads.facts(
            DicomFile.part10(
                DicomFile.EXPLICIT, most.number(0x00291010 + Elements.MAX, 0).bytes()));

    assertThat(more.elements()).isNull();
    assertThat(more.dataSetDigest()).isNotNull();
    assertThat(elements(DicomFile.sound(DicomFile.EXPLICIT))).isNotNull();
  }

  @Test
  void whatIsNotUnderstoodHasNone() {
    byte[] sound = DicomFile.sound(DicomFile.EXPLICIT);

    assertThat(reads.facts(Arrays.copyOf(sound, sound.length - 1)).elements()).isNull();
    assertThat(reads.facts(sound, new byte[] {1, 2, 3}).elements()).isNull();
    assertThat(reads.facts(new byte[] {1, 2, 3}).elements()).isNull();
  }

  private static byte[] image(UnaryOperator<DataSetBytes> rest) {
    return DicomFile.part10(
        DicomFile.EXPLICIT, DicomFile.head(Encoding.EXPLICIT_LITTLE_ENDIAN).then(rest).bytes());
  }

  private ElementDigests elements(byte[] file) {
    return Objects.requireNonNull(reads.facts(file).elements());
  }

  private Map<Integer, Long> digests(byte[] file) {
    return digests(elements(file));
  }

  private static Map<Integer, Long> digests(ElementDigests elements) {
    Map<Integer, Long> digests = new HashMap<>();
    ByteBuffer names = ByteBuffer.wrap(elements.names());
    ByteBuffer values = ByteBuffer.wrap(elements.digests());
    while (names.hasRemaining()) {
      digests.put(names.getInt(), values.getLong());
      names.getShort();
    }
    return digests;
  }

  private static List<String> names(ElementDigests elements) {
    ByteBuffer names = ByteBuffer.wrap(elements.names());
    return IntStream.range(0, names.capacity() / ElementDigests.NAME_BYTES)
        .mapToObj(
            i -> "%08x %c%c".formatted(names.getInt(), (char) names.get(), (char) names.get()))
        .toList();
  }
}
