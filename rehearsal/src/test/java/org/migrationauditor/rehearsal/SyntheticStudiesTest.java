package org.migrationauditor.rehearsal;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The synthetic files as dcmtk reads them; dcmtk is a prerequisite of the build. */
class SyntheticStudiesTest {
  private static final int STUDIES = 10;

  @TempDir static Path storage;
  private static List<Path> files = List.of();
  private static Map<Path, Map<String, String>> dumps = Map.of();

  @BeforeAll
  static void makeStudies() throws Exception {
    new SyntheticStudies(new DicomStore(storage, new Random(5)), 5).write(STUDIES);
    files = RehearsalHostTest.files(storage);
    dumps =
        Dcmdump.of(
            files,
            "0002,0002",
            "0002,0003",
            "0002,0010",
            "0008,0016",
            "0008,0018",
            "0008,0060",
            "0010,0010",
            "0012,0010",
            "0012,0020",
            "0020,000d",
            "0020,000e");
  }

  @Test
  void everyFileIsPart10() throws Exception {
    Run run = Run.of("dcmftest", arguments());

    assertThat(run.status()).isZero();
    assertThat(run.output().lines())
        .hasSameSizeAs(files)
        .allMatch(line -> line.startsWith("yes: "));
  }

  @Test
  void dcmdumpReadsEveryFileToItsEndWithoutAWarning() throws Exception {
    Run run = Run.of("dcmdump", arguments());

    assertThat(run.status()).isZero();
    assertThat(run.output().lines()).noneMatch(line -> line.matches("[WEF]: .*"));
  }

  @Test
  void everyFileStandsWhereItsUidsSay() throws Exception {
    for (Path file : files) {
      Map<String, String> values = dumps.getOrDefault(file, Map.of());
      Path relative = storage.relativize(file);
      assertThat(relative.toString())
          .matches(
              "fs1/202[12]/\\d\\d/\\d\\d/"
                  + hash(values, "0020,000d")
                  + "/"
                  + hash(values, "0020,000e")
                  + "/"
                  + hash(values, "0008,0018"));
      assertThat(values.get("0002,0003")).isEqualTo(values.get("0008,0018"));
      assertThat(values.get("0002,0002")).isEqualTo(values.get("0008,0016"));
    }
  }

  @Test
  void holdsEveryModalityOwnerAndTransferSyntax() throws Exception {
    Collection<Map<String, String>> all = dumps.values();

    assertThat(distinct(all, "0008,0060"))
        .containsExactlyInAnyOrder(
            "CT", "MR", "CR", "DX", "US", "OT", "SEG", "RTSTRUCT", "SR", "KO");
    assertThat(distinct(all, "0012,0020")).containsExactlyInAnyOrder("", "trial-a", "trial-b");
    assertThat(distinct(all, "0002,0010"))
        .containsExactlyInAnyOrder(
            "LittleEndianImplicit",
            "LittleEndianExplicit",
            "BigEndianExplicit",
            "DeflatedLittleEndianExplicit",
            "RLELossless");
    assertThat(distinct(all, "0020,000d")).hasSize(STUDIES);
    assertThat(all)
        .allSatisfy(values -> assertThat(values.get("0010,0010")).startsWith("REHEARSAL^"))
        .allSatisfy(
            values ->
                assertThat(values.containsKey("0012,0020"))
                    .isEqualTo(values.containsKey("0012,0010")));
    assertThat(all.stream().collect(groupingBy(values -> values.get("0020,000d"))).values())
        .allSatisfy(study -> assertThat(distinct(study, "0012,0020")).hasSize(1));
  }

  @Test
  void dcmtkDecodesTheRunLengths(@TempDir Path decoded) throws Exception {
    int encoded = 0;
    for (Path file : files) {
      if (dumps.getOrDefault(file, Map.of()).containsValue("RLELossless")) {
        Run run =
            Run.of(
                "dcmdrle",
                List.of(file.toString(), decoded.resolve(file.getFileName()).toString()));
        assertThat(run).isEqualTo(new Run(0, ""));
        encoded++;
      }
    }
    assertThat(encoded).isGreaterThan(40);
  }

  @Test
  void aPathThatIsTakenGetsARandomLastPart() throws Exception {
    Map<Integer, String> seen = new HashMap<>();
    Random random = new Random(1);
    String uid = "";
    String twin = null;
    while (twin == null) {
      uid = "2.25." + random.nextLong(Long.MAX_VALUE);
      twin = seen.put(uid.hashCode(), uid);
    }
    DicomStore store = new DicomStore(storage.resolve("collision"), new Random(2));
    Instant received = Instant.parse("2021-06-01T12:00:00Z");

    Path first = store.store("1.2", "1.3", uid, received, new byte[] {1});
    Path second = store.store("1.2", "1.3", twin, received, new byte[] {2});

    assertThat(second).isNotEqualTo(first);
    assertThat(second.getParent()).isEqualTo(first.getParent());
    assertThat(second.getFileName().toString()).matches("[0-9A-F]{8}");
    assertThat(Files.readAllBytes(first)).containsExactly(1);
  }

  private static List<String> arguments(String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    files.forEach(file -> arguments.add(file.toString()));
    return arguments;
  }

  private static String hash(Map<String, String> values, String tag) {
    return DicomStore.hash(values.getOrDefault(tag, "absent"));
  }

  private static Set<String> distinct(Collection<Map<String, String>> all, String tag) {
    TreeSet<String> values = new TreeSet<>();
    all.forEach(each -> values.add(each.getOrDefault(tag, "")));
    return values;
  }
}
