package org.migrationauditor.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.dicom.TestImage;

/** Images that dcmtk compressed without loss are the same to a comparison, and no others are. */
final class CompressedIT {
  private static final Map<String, TestImage> IMAGES =
      new TreeMap<>(
          Map.of(
              "grey8", new TestImage(1, 8, 8, false, 1),
              "grey12", new TestImage(1, 16, 12, false, 1),
              "grey10by4", new TestImage(1, 16, 10, false, 4),
              "grey8of16", new TestImage(1, 16, 8, false, 1),
              "signed12", new TestImage(1, 16, 12, true, 1),
              "signed16", new TestImage(1, 16, 16, true, 2),
              "colour8by3", new TestImage(3, 8, 8, false, 3),
              "colour16", new TestImage(3, 16, 16, false, 1)));

  /** dcmtk compresses the pixels of its icon too, which are an attribute like any other. */
  private static final String WITH_ICON = "examples_overlay";

  private static final List<String> SAMPLES =
      List.of("CT_small", "MR_small", WITH_ICON, "examples_rgb_color", "SC_rgb_small_odd");

  @TempDir private Path dir;
  private Trial trial;

  @BeforeEach
  void makeTrial() throws Exception {
    boolean installed =
        Files.isExecutable(Path.of("/usr/bin/dcmcjpls"))
            && Files.isExecutable(Path.of("/usr/bin/dcmcjpeg"));
    if (System.getenv("CI") != null) {
      assertThat(installed).as("dcmcjpls and dcmcjpeg (package dcmtk) are there").isTrue();
    }
    assumeTrue(installed, "needs dcmtk");
    trial = new Trial(dir, View.DICOM_FILES);
  }

  @Test
  void jpegLsOfEveryKindIsTranscoded() throws Exception {
    assertSame(
        "TRANSCODED",
        "dcmcjpls +il",
        "dcmcjpls +is",
        "dcmcjpls +in",
        "dcmcjpls +t1 5 +t2 9 +t3 30 +rs 31 +fs 1 -ot");
  }

  /** It writes down what it did, in attributes. */
  @Test
  void jpegLosslessOfEveryKindIsThePixelsWithOtherAttributes() throws Exception {
    assertSame(
        "PIXELS_SAME",
        "dcmcjpeg +e1",
        "dcmcjpeg +el +sv 1 -ot",
        "dcmcjpeg +el +sv 2 +fs 1",
        "dcmcjpeg +el +sv 3",
        "dcmcjpeg +el +sv 4",
        "dcmcjpeg +el +sv 5",
        "dcmcjpeg +el +sv 6",
        "dcmcjpeg +el +sv 7");
  }

  @Test
  void aPixelThatWasChangedBeforeItWasCompressedIsFound() throws Exception {
    assertDamageFound("dcmcjpls");
    assertDamageFound("dcmcjpeg +e1");
  }

  /** Each image and each sample, compressed in one way after the other. */
  private void assertSame(String code, String... commands) throws Exception {
    Map<String, byte[]> files = new TreeMap<>();
    for (Map.Entry<String, TestImage> image : IMAGES.entrySet()) {
      files.put(image.getKey(), image.getValue().file(image.getValue().pixels()));
    }
    for (String sample : SAMPLES) {
      files.put(sample, Files.readAllBytes(samples().resolve(sample + ".dcm")));
    }
    List<String> expected = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      String command = commands[expected.size() % commands.length];
      Path original = Files.write(trial.before.resolve(file.getKey()), file.getValue());
      run(command, original, trial.after.resolve(file.getKey()));
      expected.add((file.getKey().equals(WITH_ICON) ? "PIXELS_SAME" : code) + " " + file.getKey());
    }

    assertThat(trial.compare().coded()).containsExactlyInAnyOrderElementsOf(expected);
  }

  private void assertDamageFound(String command) throws Exception {
    List<String> expected = new ArrayList<>();
    for (Map.Entry<String, TestImage> image : IMAGES.entrySet()) {
      byte[] pixels = image.getValue().pixels();
      Files.write(trial.before.resolve(image.getKey()), image.getValue().file(pixels));
      pixels[pixels.length / 2] ^= 1;
      Path damaged = Files.write(dir.resolve("damaged"), image.getValue().file(pixels));
      Path compressed = trial.after.resolve(image.getKey());
      run(command, damaged, compressed);
      boolean shorter = Files.size(compressed) < Files.size(damaged);
      expected.add((shorter ? "TRUNCATED " : "DIGEST_MISMATCH ") + image.getKey());
    }

    assertThat(trial.compare().coded()).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static Path samples() {
    Path project = Path.of("").toAbsolutePath();
    while (project.getParent() != null && !Files.exists(project.resolve("auditor"))) {
      project = project.getParent();
    }
    return project.resolveSibling("shared").resolve("dicom-samples");
  }

  private static void run(String command, Path from, Path to) throws Exception {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.add(from.toString());
    words.add(to.toString());
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
