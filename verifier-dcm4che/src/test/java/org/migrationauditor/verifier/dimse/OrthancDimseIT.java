package org.migrationauditor.verifier.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.AgreementSummary;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.verifier.Archives;
import org.migrationauditor.verifier.Progress;
import org.migrationauditor.verifier.Verifier;
import org.migrationauditor.verifier.dicom.DicomFile;
import org.migrationauditor.verifier.dicom.DicomReader;
import org.migrationauditor.verifier.dicomweb.OrthancServer;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.Shell;
import org.migrationauditor.verifier.inventory.UnreadEntry;

/** A real PACS, filled by C-STORE with real files and with those of a rehearsal. */
final class OrthancDimseIT {
  private static final int STUDIES = 6;

  /** Letters of storescu's options, by what they offer. */
  private static final Map<String, String> OFFERS =
      Map.of(
          "1.2.840.10008.1.2", "=",
          "1.2.840.10008.1.2.1", "=",
          "1.2.840.10008.1.2.2", "=",
          "1.2.840.10008.1.2.1.99", "d",
          "1.2.840.10008.1.2.5", "r",
          "1.2.840.10008.1.2.4.50", "y",
          "1.2.840.10008.1.2.4.70", "s",
          "1.2.840.10008.1.2.4.90", "v",
          "1.2.840.10008.1.2.4.91", "w",
          "1.2.840.10008.1.2.4.80", "t");

  private static final DicomReader READER = new DicomReader(DicomFile.KEY);
  private static final Pattern FOUND =
      Pattern.compile("\\((0008,0018|0020,000[de])\\) UI \\[([^\\] ]+)");

  @TempDir private static Path folder;
  private static OrthancServer orthanc;

  @BeforeAll
  static void fill() throws Exception {
    OrthancServer.needed();
    orthanc = OrthancServer.start(folder);
    store(RealFiles.synthetic(folder.resolve("host"), STUDIES), folder.resolve("made"), orthanc);
    store(RealFiles.samples(), folder.resolve("samples"), orthanc);
  }

  /** Stores what is in a syntax that storescu can be told to offer; a few samples are refused. */
  private static void store(List<Path> files, Path scratch, OrthancServer server)
      throws IOException, InterruptedException {
    Files.createDirectory(scratch);
    Map<String, Integer> counts = new TreeMap<>();
    for (Path file : files) {
      String offer = OFFERS.get(String.valueOf(READER.read(file).transferSyntaxUid()));
      if (offer != null) {
        Path folder = Files.createDirectories(scratch.resolve(offer));
        Files.copy(file, folder.resolve("i" + counts.merge(offer, 1, Integer::sum)));
      }
    }
    for (String offer : counts.keySet()) {
      Shell.in(
          scratch.resolve(offer),
          "storescu -nh -td 20 -x%s -R -aec ORTHANC 127.0.0.1 %d +sd . >../../stored 2>&1 || true"
              .formatted(offer, server.dicomPort()));
    }
  }

  @AfterAll
  static void stop() {
    if (orthanc != null) {
      orthanc.close();
    }
  }

  private static String address() {
    return "AUDITOR@ORTHANC@127.0.0.1:" + orthanc.dicomPort();
  }

  private static Map<String, InventoryEntry> entries() throws Exception {
    List<UnreadEntry> listed = new ArrayList<>();
    new DimseSource(DimseAddress.of(address()), DicomFile.KEY, Duration.ofSeconds(20))
        .list(listed::add);
    Map<String, InventoryEntry> entries = new TreeMap<>();
    for (UnreadEntry unread : listed) {
      InventoryEntry entry = unread.read(bytes -> {});
      assertThat(entries.put(entry.key(), entry)).as(entry.key()).isNull();
    }
    return entries;
  }

  @Test
  void agreesWithWhatOrthancCountsAndWithFindscu() throws Exception {
    Map<String, InventoryEntry> entries = entries();

    assertThat(entries).hasSize(counted());
    assertThat(entries.size()).isGreaterThan(STUDIES + 100);
    assertThat(entries.keySet()).isEqualTo(findscu());
    assertThat(entries.values()).allMatch(InventoryEntry::complete);
  }

  private static int counted() throws IOException, InterruptedException {
    Matcher count =
        Pattern.compile("\"CountInstances\" : (\\d+)").matcher(orthanc.get("/statistics"));
    assertThat(count.find()).isTrue();
    return Integer.parseInt(count.group(1));
  }

  private static SortedSet<String> findscu() throws IOException, InterruptedException {
    Shell.in(
        folder,
        ("findscu -S -aec ORTHANC -k 0008,0052=IMAGE -k 0020,000d -k 0020,000e -k 0008,0018"
                + " 127.0.0.1 %d > findscu 2>&1")
            .formatted(orthanc.dicomPort()));
    SortedSet<String> keys = new TreeSet<>();
    Map<String, String> uids = new HashMap<>();
    for (String line : Files.readAllLines(folder.resolve("findscu"), StandardCharsets.ISO_8859_1)) {
      Matcher value = FOUND.matcher(line);
      if (value.find()) {
        uids.put(value.group(1), value.group(2).replace("\0", ""));
        if (uids.size() == 3) {
          keys.add(
              Stream.of("0020,000d", "0020,000e", "0008,0018")
                  .map(uids::get)
                  .collect(Collectors.joining("/")));
          uids.clear();
        }
      }
    }
    return keys;
  }

  @Test
  void isHeldAgainstTheFilesItWasFilledWith(@TempDir Path other) throws Exception {
    try (OrthancServer emptied = OrthancServer.start(other)) {
      Path files = other.resolve("files");
      store(RealFiles.synthetic(other.resolve("host"), 2), files, emptied);
      Verifier verifier = new Verifier(other.resolve("manifests"), DicomFile.KEY);
      InventorySummary disk = inventory(verifier, "disk", files.toString());
      String pacs = "dimse:AUDITOR@ORTHANC@127.0.0.1:" + emptied.dicomPort();

      AgreementSummary whole = verifier.agree(List.of(disk, inventory(verifier, "pacs", pacs)));
      Matcher first = Pattern.compile("\"([-0-9a-f]{44})\"").matcher(emptied.get("/instances"));
      assertThat(first.find()).isTrue();
      emptied.delete("/instances/" + first.group(1));
      AgreementSummary less = verifier.agree(List.of(disk, inventory(verifier, "pacs", pacs)));

      assertThat(whole.verdict()).isEqualTo(Verdict.PASSED);
      assertThat(whole.findings()).isEmpty();
      assertThat(less.verdict()).isEqualTo(Verdict.FAILED);
      assertThat(less.findings()).containsExactly(Map.entry(FindingCode.NOT_IN_WEB, 1L));
    }
  }

  private static InventorySummary inventory(Verifier verifier, String name, String address)
      throws Exception {
    return verifier.inventory(
        new InventoryName(name), Archives.address(address), Progress.UNWATCHED);
  }
}
