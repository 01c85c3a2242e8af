package org.migrationauditor.verifier.minio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of an {@code xl.meta}, and what is refused. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class XlMetaTest {
  private static final XlDrive.Version INLINE =
      XlDrive.Version.inline("content").with(Map.of("etag", "1", "content-type", "text/plain"));
  private static final XlDrive.Version PARTS = XlDrive.Version.inParts("one", "two").withId(2);

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void readsEveryVersionButFreeOnes(int headerVersion) throws Exception {
    List<XlVersion> versions =
        XlMeta.versions(
            XlDrive.meta(
                headerVersion,
                INLINE,
                XlDrive.Version.deleted().withId(3),
                PARTS.withId(4).free(),
                PARTS));

    assertThat(versions)
        .extracting(version -> version.type() + " " + version.id() + " " + version.bytes())
        .containsExactly(
            "OBJECT null 7",
            "DELETE_MARKER 00000000-0000-0007-0000-000000000003 0",
            "OBJECT 00000000-0000-0007-0000-000000000002 6");
    assertThat(versions.getFirst().meta()).containsEntry("content-type", "text/plain");
    assertThat(versions.getLast().parts())
        .containsExactly(new XlVersion.Part(1, 3), new XlVersion.Part(2, 3));
  }

  @Test
  void aChangedBitAnywhereInTheMetadataIsNoticed() {
    byte[] file = XlDrive.meta(3, PARTS);
    for (int bit = 0; bit < file.length * Byte.SIZE; bit++) {
      byte[] flipped = file.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      assertThatExceptionOfType(DamagedException.class)
          .as("bit %d", bit)
          .isThrownBy(() -> XlMeta.versions(flipped));
    }
  }

  @Test
  void aFileThatIsCutShortIsNoticed() {
    byte[] file = XlDrive.meta(3, INLINE, PARTS);
    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertOnlyDamage(cut);
    }
  }

  @Test
  void anOlderFormatIsNamed() {
    byte[] file = XlDrive.meta(3, PARTS);
    file[6] = 2;
    assertThatExceptionOfType(DamagedException.class)
        .isThrownBy(() -> XlMeta.versions(file))
        .withMessage("its xl.meta is of format 1.2, which is not read here");
  }

  /** The checksum is made right again, so that the reader meets the damage. */
  @Test
  void hostileMetadataIsReadOrRefusedAndNothingElse() {
    byte[] file = XlDrive.meta(3, INLINE, XlDrive.Version.deleted().withId(3), PARTS);
    int length = ByteBuffer.wrap(file).getInt(9);
    byte[] metadata = Arrays.copyOfRange(file, 13, 13 + length);
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] mutated = metadata.clone();
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        mutated[random.nextInt(mutated.length)] =
            random.nextBoolean() ? (byte) random.nextInt(256) : (byte) (0xc0 + random.nextInt(64));
      }
      assertOnlyDamage(XlDrive.file(mutated, new byte[0]));
    }
  }

  @Test
  void deepNestingIsRefused() {
    byte[] nested = new byte[200_000];
    Arrays.fill(nested, (byte) 0x91);
    assertOnlyDamage(XlDrive.file(nested, new byte[0]));
    assertOnlyDamage(XlDrive.file(new byte[] {3, 2, 1}, nested));
  }

  @Test
  void lengthsBeyondTheFileAreRefusedBeforeMemoryIsTaken() {
    byte[] metadata = {3, 2, 1, (byte) 0xc6, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff};
    assertOnlyDamage(XlDrive.file(metadata, new byte[0]));
    byte[] count = {3, 2, (byte) 0xd3, 0x7f, 0, 0, 0, 0, 0, 0, 0};
    assertOnlyDamage(XlDrive.file(count, new byte[0]));
  }

  private static void assertOnlyDamage(byte[] file) {
    try {
      assertThat(XlMeta.versions(file)).isNotNull();
    } catch (DamagedException e) {
      assertThat(e.clause()).isNotBlank();
    }
  }
}
