package org.migrationauditor.verifier.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** Whatever is done to bytes, the answer is facts with the right digest; {@link Reads} checks. */
class DicomMutationTest {
  private static final byte[][] FILES = {
    DicomFile.sound(DicomFile.IMPLICIT),
    DicomFile.sound(DicomFile.EXPLICIT),
    DicomFile.sound(DicomFile.BIG_ENDIAN),
    DicomFile.sound(DicomFile.DEFLATED),
    DicomFile.sound(DicomFile.JPEG)
  };

  private Path file = Path.of("unset");

  @BeforeTry
  void open() throws IOException {
    file = Files.createTempFile("mutation", ".dcm");
  }

  @AfterTry
  void close() throws IOException {
    Files.deleteIfExists(file);
  }

  @Property(tries = 500)
  void anyBytesAreAnswered(@ForAll @Size(max = 2000) byte[] bytes) {
    assertThat(new Reads(file).facts(bytes).structure()).isNotEqualTo(DicomStructure.SOUND);
  }

  @Property(tries = 500)
  void anyBytesBehindAPreambleAreAnswered(@ForAll @Size(max = 2000) byte[] bytes) {
    DicomFacts facts = new Reads(file).facts(new byte[128], new byte[] {'D', 'I', 'C', 'M'}, bytes);

    assertThat(facts.structure()).isNotIn(DicomStructure.SOUND, DicomStructure.NOT_DICOM);
  }

  @Property(tries = 1000)
  void aFlippedBitIsAnswered(@ForAll @IntRange(max = 4) int sample, @ForAll long seed) {
    byte[] bytes = FILES[sample].clone();
    Random random = new Random(seed);
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));

    assertThat(new Reads(file).facts(bytes)).isNotNull();
  }

  @Property(tries = 1000)
  void manyChangesAreAnswered(@ForAll @IntRange(max = 4) int sample, @ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = FILES[sample].clone();
    for (int i = random.nextInt(30); i >= 0; i--) {
      bytes = change(bytes, random);
    }

    assertThat(new Reads(file).facts(bytes)).isNotNull();
  }

  private static byte[] change(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    int count = Math.min(1 + random.nextInt(12), bytes.length - at);
    byte[] before = Arrays.copyOf(bytes, at);
    byte[] part = Arrays.copyOfRange(bytes, at, at + count);
    byte[] after = Arrays.copyOfRange(bytes, at + count, bytes.length);
    byte[] noise = new byte[count];
    switch (random.nextInt(5)) {
      case 0 -> Arrays.fill(noise, (byte) 0);
      case 1 -> Arrays.fill(noise, (byte) 0xFF);
      case 2 -> random.nextBytes(noise);
      case 3 -> {
        return DicomFile.join(before, part, part, after);
      }
      default -> {
        return bytes.length < 200 ? bytes : DicomFile.join(before, after);
      }
    }
    return DicomFile.join(before, noise, after);
  }
}
