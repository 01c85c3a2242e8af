package org.migrationauditor.verifier.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real files that nobody here wrote, as dcmtk and this reader see them. */
class SamplesIT {
  private static final Map<String, Function<DicomFacts, @Nullable String>> VALUES =
      Map.of(
          "(0002,0010)", DicomFacts::transferSyntaxUid,
          "(0008,0016)", DicomFacts::sopClassUid,
          "(0008,0018)", DicomFacts::sopInstanceUid,
          "(0008,0060)", DicomFacts::modality,
          "(0012,0020)", DicomFacts::clinicalTrialProtocolId,
          "(0020,000d)", DicomFacts::studyInstanceUid,
          "(0020,000e)", DicomFacts::seriesInstanceUid);

  /** Files that dcmdump reads to the end and this reader complains about, and of what. */
  private static final Map<String, String> STRICTER =
      Map.ofEntries(
          // an item declares 24 bytes more than its sequence has: offsets were cut out of it
          Map.entry(
              "dicomdirtests/DICOMDIR-nooffset",
              "MALFORMED (fffe,e000) at byte 10860: 248 bytes declared, what it is in ends after"
                  + " 224"),
          // nothing but a character set
          Map.entry("empty_charset_LEI.dcm", "TRUNCATED (0008,0016): the data set ends before it"),
          // the checksum and length that gzip puts behind deflated data
          Map.entry(
              "image_dfl.dcm", "TRAILING_BYTES bytes from 4629 on follow the deflated data set"),
          // storage classes of a patient's instances without study and series
          Map.entry("JPEGLSNearLossless_08.dcm", "MALFORMED (0020,000d): missing"),
          Map.entry("JPEGLSNearLossless_16.dcm", "MALFORMED (0020,000d): missing"),
          Map.entry("SC_rgb_jls_lossy_line.dcm", "MALFORMED (0020,000d): missing"),
          Map.entry("SC_rgb_jls_lossy_sample.dcm", "MALFORMED (0020,000d): missing"),
          // no instance
          Map.entry("UN_sequence.dcm", "MALFORMED (0008,0016): missing"),
          Map.entry("priv_SQ.dcm", "MALFORMED (0008,0016): missing"),
          // what PS3.10 7.1 asks of file meta information
          Map.entry("meta_missing_tsyntax.dcm", "MALFORMED (0002,0010): missing"),
          Map.entry("no_meta_group_length.dcm", "MALFORMED (0002,0000): missing"),
          // PS3.5 7.8.1: no private group
          Map.entry(
              "nested_priv_SQ.dcm", "MALFORMED (0001,0001) at byte 228: of a group not allowed"));

  /** CT images without any pixels. */
  private static final String WITHOUT_PIXELS = "dicomdirtests/TINY_ALPHA/PT000000/";

  /** Its transfer syntax says explicit VR, its data set is in implicit VR; dcmdump gives up. */
  private static final String READ_NEVERTHELESS = "SC_rgb_jpeg.dcm";

  @TempDir Path folder;

  private final DicomReader reader = new DicomReader(DicomFile.KEY);
  private Path samples = Path.of("");

  @BeforeEach
  void needSamplesAndDcmdump() {
    Path project = Path.of("").toAbsolutePath();
    while (project.getParent() != null && !Files.exists(project.resolve("auditor"))) {
      project = project.getParent();
    }
    samples = project.resolveSibling("shared").resolve("dicom-samples");
    boolean there = Files.isDirectory(samples) && Dcmdump.installed();
    if (System.getenv("CI") != null) {
      assertThat(there).as("%s and dcmdump (package dcmtk) are there", samples).isTrue();
    }
    assumeTrue(there, "needs the samples and dcmdump");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(samples)) {
      List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
      assertThat(all).hasSizeGreaterThan(150);
      return all;
    }
  }

  @Test
  void identifiesEveryFileAsDcmdumpDoes() throws Exception {
    Map<Path, Dcmdump.Dump> dumps = Dcmdump.of(files(), VALUES.keySet().toArray(String[]::new));
    assertThat(dumps.keySet()).containsExactlyElementsOf(files());

    SoftAssertions softly = new SoftAssertions();
    int identified = 0;
    for (Map.Entry<Path, Dcmdump.Dump> dump : dumps.entrySet()) {
      DicomFacts facts = reader.read(dump.getKey());
      Map<String, String> found = new HashMap<>();
      VALUES.forEach(
          (tag, value) -> {
            String text = value.apply(facts);
            if (text != null) {
              found.put(tag, text);
            }
          });
      if (name(dump.getKey()).equals(READ_NEVERTHELESS)) {
        softly.assertThat(found).containsAllEntriesOf(dump.getValue().values());
        softly.assertThat(found).containsKey("(0008,0018)");
      } else {
        softly.assertThat(found).as(name(dump.getKey())).isEqualTo(dump.getValue().values());
      }
      identified += found.containsKey("(0008,0018)") ? 1 : 0;
    }
    softly.assertAll();
    assertThat(identified).isGreaterThan(140);
  }

  @Test
  void complainsWhereDcmdumpDoesAndWhereThisSaysWhy() throws Exception {
    Map<Path, Dcmdump.Dump> dumps = Dcmdump.of(files(), "(0008,0018)");

    SoftAssertions softly = new SoftAssertions();
    Map<String, String> stricter = new HashMap<>();
    for (Map.Entry<Path, Dcmdump.Dump> dump : dumps.entrySet()) {
      String name = name(dump.getKey());
      DicomFacts facts = reader.read(dump.getKey());
      boolean sound =
          facts.structure() == DicomStructure.SOUND
              || facts.structure() == DicomStructure.NO_FILE_META;
      String complaint = facts.structure() + " " + facts.problem();
      if (!dump.getValue().readable()) {
        softly.assertThat(sound).as("%s: %s", name, complaint).isFalse();
      } else if (name.startsWith(WITHOUT_PIXELS)) {
        softly
            .assertThat(complaint)
            .as(name)
            .isEqualTo("TRUNCATED (7fe0,0010): the data set ends before it");
      } else if (!sound) {
        stricter.put(name, complaint);
      }
    }
    softly.assertThat(stricter).isEqualTo(STRICTER);
    softly.assertAll();
  }

  @ParameterizedTest
  @CsvSource({
    "CT_small.dcm,1",
    "MR_small_implicit.dcm,1",
    "MR_small_bigendian.dcm,1",
    "rtdose.dcm,1",
    "image_dfl.dcm,1",
    "JPEG2000.dcm,2",
    "JPEG2000-embedded-sequence-delimiter.dcm,2",
    "SC_rgb_rle_2frame.dcm,3",
    "examples_ybr_color.dcm,31"
  })
  void digestsThePixelsThatDcmdumpExtracts(String name, int parts) throws Exception {
    Path file = samples.resolve(name);
    Dcmdump.pixels(folder, file);
    List<byte[]> values = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      values.add(Files.readAllBytes(folder.resolve(name + "." + i + ".raw")));
    }
    assertThat(folder.resolve(name + "." + parts + ".raw")).doesNotExist();
    byte[] pixels = DicomFile.join(values.toArray(byte[][]::new));
    DicomFacts facts = reader.read(file);

    assertThat(pixels).isNotEmpty();
    assertThat(facts.pixelDigest()).hasToString(Reads.sha256(pixels));
  }

  @ParameterizedTest
  @CsvSource({
    "MR_small.dcm,MR_small_RLE.dcm",
    "MR_small.dcm,MR_small_bigendian.dcm",
    "MR_small.dcm,MR_small_jpeg_ls_lossless.dcm",
    "MR_small.dcm,MR_small_jp2klossless.dcm",
    "SC_rgb_jpeg_gdcm.dcm,SC_rgb_gdcm_KY.dcm",
    "rtdose.dcm,rtdose_rle.dcm",
    "rtdose_1frame.dcm,rtdose_rle_1frame.dcm",
    "SC_rgb_small_odd.dcm,SC_rgb_small_odd_big_endian.dcm"
  })
  void samplesOfTheSamePixelsAreTheSameDecoded(String one, String other) throws Exception {
    assertThat(reader.read(samples.resolve(one)).decodedPixelDigest())
        .isNotNull()
        .isEqualTo(reader.read(samples.resolve(other)).decodedPixelDigest());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SC_rgb_rle.dcm",
        "SC_rgb_rle_16bit.dcm",
        "SC_rgb_rle_16bit_2frame.dcm",
        "SC_rgb_rle_2frame.dcm",
        "rtdose_rle.dcm"
      })
  void decodesRunLengthsAsDcmdrleDoes(String name) throws Exception {
    assertDecodedAsBy("dcmdrle", name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MR_small_jpeg_ls_lossless.dcm",
        "JPEGLSNearLossless_08.dcm",
        "JPEGLSNearLossless_16.dcm",
        "SC_rgb_jls_lossy_line.dcm",
        "SC_rgb_jls_lossy_sample.dcm"
      })
  void decodesJpegLsAsDcmdjplsDoes(String name) throws Exception {
    assertDecodedAsBy("dcmdjpls", name);
  }

  @Test
  void decodesJpegLosslessAsDcmdjpegDoes() throws Exception {
    assertDecodedAsBy("dcmdjpeg", "SC_rgb_jpeg_gdcm.dcm");
  }

  /** Its pixels in little endian, as {@code gdcmconv --raw} of GDCM 3.0.21 writes them. */
  @ParameterizedTest
  @CsvSource({
    "examples_jpeg2k.dcm,e16892020c73095e42ff4cf7368de5206f11012e25feaed53cc2bc614602bb9a",
    "693_J2KI.dcm,f249f833d5e3cbc361b4ced94aeeb8db7fc7376087b9f395a2ccf2f6f3059268"
  })
  void decodesJpeg2000AsGdcmDoes(String name, String digest) throws Exception {
    assertThat(reader.read(samples.resolve(name)).decodedPixelDigest()).hasToString(digest);
  }

  private void assertDecodedAsBy(String command, String name) throws Exception {
    Path decoded = folder.resolve(name);
    Process process =
        new ProcessBuilder(command, samples.resolve(name).toString(), decoded.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("output"))).isZero();

    DicomFacts facts = reader.read(decoded);

    assertThat(facts.transferSyntaxUid()).isEqualTo(DicomFile.EXPLICIT);
    assertThat(facts.decodedPixelDigest())
        .isNotNull()
        .isEqualTo(reader.read(samples.resolve(name)).decodedPixelDigest());
  }

  @Test
  void everySampleCutOrDamagedIsAnsweredAndNoneCutInsideAnElementIsSound() throws Exception {
    Reads reads = new Reads(folder.resolve("cut"));
    for (Path file : files()) {
      byte[] whole = Files.readAllBytes(file);
      boolean image = reader.read(file).pixelDigest() != null;
      for (int i = 1; i < 20; i++) {
        int length = (int) (whole.length * (long) i / 20);
        DicomFacts facts = reads.facts(Arrays.copyOf(whole, length));
        if (image) {
          assertThat(facts.structure())
              .as("%s cut to %d", name(file), length)
              .isNotEqualTo(DicomStructure.SOUND);
        }
        byte[] damaged = whole.clone();
        damaged[length] ^= (byte) (1 << i % 8);
        assertThat(reads.facts(damaged)).isNotNull();
      }
    }
  }

  private String name(Path file) {
    return samples.relativize(file).toString();
  }
}
