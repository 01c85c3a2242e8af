package org.migrationauditor.verifier.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.messages.ContentDigest;

/** The digest of a data set is that of its values, however they are written. */
final class DataSetTest {
  private static final Encoding EXPLICIT = Encoding.EXPLICIT_LITTLE_ENDIAN;

  @TempDir private Path dir;
  private Reads reads;

  @BeforeEach
  void makeReads() {
    reads = new Reads(dir.resolve("file"));
  }

  @ParameterizedTest
  @ValueSource(strings = {DicomFile.IMPLICIT, DicomFile.BIG_ENDIAN, DicomFile.DEFLATED})
  void everyTransferSyntaxOfNativePixelsGivesTheSameDigests(String syntax) {
    DicomFacts explicit = reads.facts(DicomFile.sound(DicomFile.EXPLICIT));
    DicomFacts other = reads.facts(DicomFile.sound(syntax));

    assertThat(other.dataSetDigest()).isNotNull().isEqualTo(explicit.dataSetDigest());
    assertThat(other.pixelDigest()).isNotNull().isEqualTo(explicit.pixelDigest());
  }

  @Test
  void anyValueMakesAnother() {
    assertThat(
            Arrays.asList(
                digest(set -> set),
                digest(set -> set.number(0x00280010, 10)),
                digest(set -> set.number(0x00280010, 11)),
                digest(set -> set.number(0x00280011, 10)),
                digest(set -> set.element(0x00280010, "US", new byte[0])),
                digest(set -> set.text(0x00280010, "US", "\12\0\12\0")),
                digest(set -> set.element(0x00291010, "OB", new byte[5000])),
                digest(set -> set.element(0x00291010, "OB", new byte[5002]))))
        .doesNotContainNull()
        .doesNotHaveDuplicates();
  }

  @Test
  void howElementsAreNestedMakesAnother() {
    DataSetBytes one = DataSetBytes.explicit().number(0x00280010, 1);
    DataSetBytes two = DataSetBytes.explicit().number(0x00280010, 1).number(0x00280011, 2);
    DataSetBytes three = DataSetBytes.explicit().number(0x00280011, 2);

    assertThat(
            Arrays.asList(
                digest(set -> set.sequence(0x00209111, "SQ", false, two)),
                digest(set -> set.sequence(0x00209111, "SQ", false, one).number(0x00280011, 2)),
                digest(set -> set.sequence(0x00209112, "SQ", false, two)),
                digest(set -> items(set, one, three)),
                digest(set -> items(set, three, one)),
                digest(set -> items(set, two, DataSetBytes.explicit())),
                digest(set -> items(set, DataSetBytes.explicit(), two)),
                digest(set -> set.sequence(0x00209111, "SQ", false, DataSetBytes.explicit())),
                digest(set -> set.element(0x00209111, "SQ", new byte[0]))))
        .doesNotContainNull()
        .doesNotHaveDuplicates();
  }

  @Test
  void lengthsThatAreDefinedOrNotAndGroupLengthsMakeNone() {
    DataSetBytes item = DataSetBytes.explicit().number(0x00280010, 1);

    assertThat(digest(set -> set.sequence(0x00209111, "SQ", true, item)))
        .isEqualTo(
            digest(
                set ->
                    set.element(0x00200000, "UL", new byte[4])
                        .sequence(0x00209111, "SQ", false, item)));
    assertThat(digest(set -> set.header(0x00209111, "SQ", -1).plain(DataSetBytes.SEQUENCE_END, 0)))
        .isEqualTo(digest(set -> set.element(0x00209111, "SQ", new byte[0])));
  }

  @Test
  void pixelDataInAnItemBelongToTheDataSet() {
    assertThat(
            Arrays.asList(
                digest(set -> icon(set, new byte[6])),
                digest(set -> icon(set, new byte[] {1, 0, 0, 0, 0, 0}))))
        .doesNotContainNull()
        .doesNotHaveDuplicates();
  }

  @Test
  void whatIsNotUnderstoodHasNone() {
    byte[] sound = DicomFile.sound(DicomFile.EXPLICIT);

    assertThat(reads.facts(Arrays.copyOf(sound, sound.length - 1)).dataSetDigest()).isNull();
    assertThat(reads.facts(sound, new byte[] {1, 2, 3}).dataSetDigest()).isNull();
    assertThat(reads.facts(new byte[] {1, 2, 3}).dataSetDigest()).isNull();
  }

  private static DataSetBytes icon(DataSetBytes set, byte[] pixels) {
    return set.sequence(
        0x00880200, "SQ", false, set.empty().element(DicomFile.PIXEL_DATA, "OW", pixels));
  }

  private static DataSetBytes items(DataSetBytes set, DataSetBytes... items) {
    set.header(0x00209111, "SQ", DataSetBytes.UNDEFINED);
    for (DataSetBytes item : items) {
      set.plain(DataSetBytes.ITEM, item.bytes().length).raw(item.bytes());
    }
    return set.plain(DataSetBytes.SEQUENCE_END, 0);
  }

  private ContentDigest digest(UnaryOperator<DataSetBytes> rest) {
    byte[] dataSet = DicomFile.head(EXPLICIT).then(rest).bytes();
    DicomFacts facts = reads.facts(DicomFile.part10(DicomFile.EXPLICIT, dataSet));
    ContentDigest digest = facts.dataSetDigest();
    assertThat(digest).isNotNull();
    return digest == null ? facts.digest() : digest;
  }
}
