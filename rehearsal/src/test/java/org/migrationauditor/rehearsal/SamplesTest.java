package org.migrationauditor.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplesTest {
  @TempDir Path folder;

  @Test
  void storesRealFilesAsTheyAreWhereTheArchiveWould() throws Exception {
    Path samples = samples();
    List<Path> originals = RehearsalHostTest.files(samples);
    Random random = new Random(3);

    new Samples(samples).storeIn(new DicomStore(folder.resolve("data"), random));

    List<Path> stored = RehearsalHostTest.files(folder.resolve("data"));
    assertThat(stored).hasSize(originals.size());
    for (Path original : originals) {
      byte[] content = Files.readAllBytes(original);
      Path twin =
          stored.stream()
              .filter(file -> file.getFileName().equals(original.getFileName()))
              .findFirst()
              .orElseThrow();
      assertThat(twin).hasBinaryContent(content);
      assertThat(twin.toString()).endsWith(ending(original));
      assertThat(Files.getLastModifiedTime(twin).toInstant())
          .isBefore(Instant.parse("2022-03-15T00:00:00Z"));
    }
  }

  @Test
  void leavesOutWhatAnArchiveCannotHold() throws Exception {
    Path samples = samples();
    Path one = RehearsalHostTest.files(samples).getFirst();
    byte[] content = Files.readAllBytes(one);
    Path mixed = Files.createDirectory(folder.resolve("mixed"));
    Files.write(mixed.resolve("no-meta.dcm"), Arrays.copyOfRange(content, 132, content.length));
    Files.writeString(mixed.resolve("README.md"), "not DICOM");
    Files.write(mixed.resolve("empty.dcm"), new byte[0]);
    Files.write(mixed.resolve("zeros.dcm"), new byte[4096]);
    Files.write(mixed.resolve("cut-in-the-header.dcm"), Arrays.copyOf(content, 200));
    Files.write(mixed.resolve("first.dcm"), content);
    Files.write(mixed.resolve("second-of-the-same-uid.dcm"), content);

    new Samples(mixed).storeIn(new DicomStore(folder.resolve("data"), new Random(3)));

    assertThat(RehearsalHostTest.files(folder.resolve("data")))
        .singleElement()
        .satisfies(file -> assertThat(file).hasBinaryContent(content));
  }

  @Test
  void storesAFileCutShortInItsPixels() throws Exception {
    Path one = RehearsalHostTest.files(samples()).getFirst();
    byte[] content = Files.readAllBytes(one);
    Path cut = Files.createDirectory(folder.resolve("cut"));
    Files.write(cut.resolve("cut.dcm"), Arrays.copyOf(content, content.length - 100));

    new Samples(cut).storeIn(new DicomStore(folder.resolve("data"), new Random(3)));

    assertThat(RehearsalHostTest.files(folder.resolve("data"))).hasSize(1);
  }

  /** One file a series, of every transfer syntax but the deflated one. */
  private Path samples() throws Exception {
    Path samples = folder.resolve("samples");
    new SyntheticStudies(new DicomStore(samples, new Random(1)), 1).write(8);
    Set<Path> series = new HashSet<>();
    for (Path file : RehearsalHostTest.files(samples)) {
      boolean another = !series.add(file.resolveSibling(""));
      if (another || Identifiers.of(Files.readAllBytes(file)) == null) {
        Files.delete(file);
      }
    }
    return samples;
  }

  private static String ending(Path original) throws Exception {
    Map<String, String> values =
        Dcmdump.of(List.of(original), "0020,000d", "0020,000e", "0008,0018")
            .getOrDefault(original, Map.of());
    return "/%s/%s/%s"
        .formatted(
            DicomStore.hash(values.getOrDefault("0020,000d", "absent")),
            DicomStore.hash(values.getOrDefault("0020,000e", "absent")),
            DicomStore.hash(values.getOrDefault("0008,0018", "absent")));
  }
}
