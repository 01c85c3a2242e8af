package org.migrationauditor.verifier.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.verifier.dicom.DicomEntry;
import org.migrationauditor.verifier.dicom.DicomFacts;
import org.migrationauditor.verifier.dicom.DicomFile;
import org.migrationauditor.verifier.dicom.DicomReader;
import org.migrationauditor.verifier.dicom.DicomStructure;
import org.migrationauditor.verifier.http.Credentials;
import org.migrationauditor.verifier.http.Web;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.InventorySource;
import org.migrationauditor.verifier.inventory.Shell;
import org.migrationauditor.verifier.inventory.UnreadEntry;

/** A real PACS, filled with real files and with more synthetic ones than a page holds. */
final class OrthancAgreementIT {
  private static final int PAGE = 25;
  private static final int SYNTHETIC = 60;

  /** A study of two patients: one of its instances has all UIDs of another one. */
  private static final String TWINS = "1.2.999.999.99.9.9999.8888";

  private static final Map<String, String> SECRETS =
      Map.of("AUDITOR_DICOMWEB_USER", "auditor", "AUDITOR_DICOMWEB_PASSWORD", "p4ss");
  private static final Pattern FOUND =
      Pattern.compile("\\((0008,0018|0020,000[de])\\) UI \\[([^\\] ]+)");

  @TempDir private static Path folder;
  private static OrthancServer orthanc;

  /** Facts about what was stored as it is, by key; the last of those with one key. */
  private static final Map<String, DicomFacts> STORED = new HashMap<>();

  @BeforeAll
  static void fill() throws Exception {
    OrthancServer.needed();
    orthanc = OrthancServer.start(folder);
    DicomReader reader = new DicomReader(DicomFile.KEY);
    try (Stream<Path> files = Files.walk(samples())) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        DicomFacts facts = reader.read(file);
        if (orthanc.store(Files.readAllBytes(file))) {
          STORED.putIfAbsent(key(facts), facts); // Orthanc keeps the first
        }
      }
    }
    Path synthetic = Files.createDirectory(folder.resolve("synthetic"));
    for (int i = 0; i < SYNTHETIC; i++) {
      Files.write(synthetic.resolve("i" + i), synthetic(i));
    }
    Shell.in(synthetic, "storescu -aec ORTHANC 127.0.0.1 %d +sd .".formatted(orthanc.dicomPort()));
  }

  @AfterAll
  static void stop() throws Exception {
    if (orthanc != null) {
      orthanc.close();
    }
  }

  private static Path samples() {
    Path project = Path.of("").toAbsolutePath();
    while (project.getParent() != null && !Files.exists(project.resolve("auditor"))) {
      project = project.getParent();
    }
    Path samples = project.resolveSibling("shared").resolve("dicom-samples");
    if (System.getenv("CI") != null) {
      assertThat(samples).isDirectory();
    }
    assumeThat(samples).isDirectory();
    return samples;
  }

  /** The same image under a UID of its own, of the same length. */
  private static byte[] synthetic(int number) {
    String file = new String(DicomFile.sound(DicomFile.EXPLICIT), StandardCharsets.ISO_8859_1);
    return file.replace(DicomFile.SOP + "\0", "1." + (100_000 + number))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String key(DicomFacts facts) {
    return facts.studyInstanceUid()
        + "/"
        + facts.seriesInstanceUid()
        + "/"
        + facts.sopInstanceUid();
  }

  private static InventorySource open(boolean content) {
    Web web = new Web(orthanc.dicomWeb(), Credentials.from(SECRETS::get, "AUDITOR_DICOMWEB"));
    return new DicomWebSource(web, new Search(web, PAGE, 99_999), DicomFile.KEY, content);
  }

  private static Map<String, InventoryEntry> entries(boolean content) throws Exception {
    List<UnreadEntry> listed = new ArrayList<>();
    open(content).list(listed::add);
    Map<String, InventoryEntry> entries = new TreeMap<>();
    for (UnreadEntry unread : listed) {
      InventoryEntry entry = unread.read(bytes -> {});
      assertThat(entries.put(entry.key(), entry)).isNull();
    }
    return entries;
  }

  @Test
  void agreesWithWhatOrthancCountsAndWithFindscu() throws Exception {
    Map<String, InventoryEntry> entries = entries(false);

    Matcher count =
        Pattern.compile("\"CountInstances\" : (\\d+)").matcher(orthanc.get("/statistics"));
    assertThat(count.find()).isTrue();
    assertThat(entries.remove(TWINS + "/"))
        .extracting(InventoryEntry::problem)
        .isEqualTo("1 instances have the UIDs of another");
    assertThat(entries).hasSize(Integer.parseInt(count.group(1)) - 1);
    assertThat(entries.size()).isGreaterThan(SYNTHETIC + 100);
    assertThat(entries.keySet()).isEqualTo(findscu());
    assertThat(entries.keySet()).containsAll(STORED.keySet());
    assertThat(entries.values()).allMatch(InventoryEntry::complete);
    assertThat(entries.get(DicomFile.STUDY + "/" + DicomFile.SERIES + "/1.100007"))
        .extracting(InventoryEntry::owner)
        .hasToString("TRIAL 4");
  }

  private static SortedSet<String> findscu() throws IOException, InterruptedException {
    Path output = folder.resolve("findscu");
    Shell.in(
        folder,
        ("findscu -S -aec ORTHANC -k 0008,0052=IMAGE -k 0020,000d -k 0020,000e -k 0008,0018"
                + " 127.0.0.1 %d > findscu 2>&1")
            .formatted(orthanc.dicomPort()));
    SortedSet<String> keys = new TreeSet<>();
    Map<String, String> uids = new HashMap<>();
    for (String line : Files.readAllLines(output, StandardCharsets.ISO_8859_1)) {
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
  void whatItRetrievesHasThePixelsAndTheStructureOfWhatWasStored() throws Exception {
    Map<String, InventoryEntry> entries = entries(true);

    SoftAssertions softly = new SoftAssertions();
    STORED.forEach(
        (key, facts) -> {
          DicomEntry dicom = Objects.requireNonNull(entries.get(key)).dicom();
          softly.assertThat(dicom == null).as(key).isEqualTo(key.startsWith(TWINS + "/"));
          if (dicom != null && facts.structure() != DicomStructure.NO_FILE_META) {
            softly.assertThat(dicom.pixelDigest()).as(key).isEqualTo(facts.pixelDigest());
            softly.assertThat(dicom.structure()).as(key).isEqualTo(facts.structure());
            softly
                .assertThat(dicom.transferSyntaxUid())
                .as(key)
                .isEqualTo(facts.transferSyntaxUid());
          }
        });
    softly.assertAll();
    assertThat(entries.values()).allMatch(entry -> entry.digest() == null);
  }
}
