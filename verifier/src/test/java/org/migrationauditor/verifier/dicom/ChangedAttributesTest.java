package org.migrationauditor.verifier.dicom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.ExpectedChange;
import org.migrationauditor.messages.inventory.Finding;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.Progress;
import org.migrationauditor.verifier.Verifier;
import org.migrationauditor.verifier.compare.AttributeChange;
import org.migrationauditor.verifier.export.ExportFormat;

/**
 * A comparison names the attributes of an instance that were edited, exactly these, by no value.
 */
final class ChangedAttributesTest {
  private static final long SEED = 20_261_126;
  private static final int FILES = 150;
  private static final List<String> SYNTAXES =
      List.of(DicomFile.EXPLICIT, DicomFile.IMPLICIT, DicomFile.BIG_ENDIAN, DicomFile.DEFLATED);

  /** Attributes to edit, and their value representations. */
  private static final Map<Integer, String> POOL =
      Map.ofEntries(
          Map.entry(0x00080050, "SH"),
          Map.entry(0x00090010, "LO"),
          Map.entry(0x00091001, "SQ"),
          Map.entry(0x00091002, "US"),
          Map.entry(0x00100010, "PN"),
          Map.entry(0x00100030, "DA"),
          Map.entry(0x00120010, "LO"),
          Map.entry(0x00180050, "DS"),
          Map.entry(0x00200013, "IS"),
          Map.entry(0x00281052, "DS"),
          Map.entry(0x00400275, "SQ"),
          Map.entry(0x00409096, "SQ"),
          Map.entry(0xE1E10010, "LO"));

  @TempDir private Path dir;
  private Path before;
  private Path after;
  private Verifier verifier;

  @BeforeEach
  void makeFolders() throws IOException {
    before = Files.createDirectories(dir.resolve("before"));
    after = Files.createDirectories(dir.resolve("after"));
    verifier = new Verifier(dir.resolve("manifests"), DicomFile.KEY);
    write(before, "same", DicomFile.EXPLICIT, Map.of());
    write(after, "same", DicomFile.EXPLICIT, Map.of());
  }

  @Test
  void randomEditsAreListedExactly() throws Exception {
    Random random = new Random(SEED);
    Map<String, String> expected = new TreeMap<>();
    for (int i = 0; i < FILES; i++) {
      String key = "i%03d".formatted(i);
      String syntaxBefore = SYNTAXES.get(random.nextInt(SYNTAXES.size()));
      String syntaxAfter = SYNTAXES.get(random.nextInt(SYNTAXES.size()));
      Map<Integer, String> values = new TreeMap<>(Integer::compareUnsigned);
      POOL.keySet().stream()
          .sorted()
          .filter(tag -> random.nextBoolean())
          .forEach(tag -> values.put(tag, "v" + random.nextInt(3)));
      Map<Integer, String> edited = new TreeMap<>(values);
      List<String> edits = new ArrayList<>();
      for (int tag : POOL.keySet().stream().sorted(Integer::compareUnsigned).toList()) {
        if (random.nextInt(4) == 0) {
          edits.add(edit(tag, edited, syntaxBefore, syntaxAfter));
        }
      }
      write(before, key, syntaxBefore, values);
      write(after, key, syntaxAfter, edited);
      if (!edits.isEmpty()) {
        expected.put(key, "PIXELS_SAME " + String.join(", ", edits));
      } else if (!syntaxBefore.equals(syntaxAfter)) {
        expected.put(key, "REENCODED null");
      }
    }

    assertThat(changes(compare().manifest())).isEqualTo(expected).hasSizeGreaterThan(FILES / 2);
  }

  private static String edit(
      int tag, Map<Integer, String> edited, String syntaxBefore, String syntaxAfter) {
    String vr = POOL.get(tag);
    boolean sequence = "SQ".equals(vr);
    boolean told = sequence || !syntaxAfter.equals(DicomFile.IMPLICIT);
    boolean toldBefore = sequence || !syntaxBefore.equals(DicomFile.IMPLICIT);
    String what;
    if (!edited.containsKey(tag)) {
      edited.put(tag, "w");
      what = "added";
    } else if (edited.get(tag).equals("v0")) {
      edited.remove(tag);
      told = toldBefore;
      what = "removed";
    } else {
      edited.put(tag, "w" + edited.get(tag));
      told = told || toldBefore;
      what = "changed";
    }
    return "%s %s%s %s"
        .formatted(
            Findings.name(tag), told ? vr : "UN", (tag >>> 16) % 2 == 0 ? "" : " private", what);
  }

  @Test
  void theDetailNamesEightAndCountsTheRest() throws Exception {
    Map<Integer, String> values = new TreeMap<>(Integer::compareUnsigned);
    POOL.keySet().forEach(tag -> values.put(tag, "x"));
    write(before, "a", DicomFile.EXPLICIT, Map.of());
    write(after, "a", DicomFile.EXPLICIT, values);

    assertThat(findings(compare()).getFirst().detail())
        .isEqualTo(
            "the same pixel data; attributes: (0008,0050) SH added, (0009,0010) LO private added,"
                + " (0009,1001) SQ private added, (0009,1002) US private added, (0010,0010) PN"
                + " added, (0010,0030) DA added, (0012,0010) LO added, (0018,0050) DS added and 5"
                + " more");
  }

  @Test
  void changesAreSummedOverAllInstances() throws Exception {
    write(before, "a", DicomFile.EXPLICIT, Map.of(0x00100010, "one", 0x00120010, "x"));
    write(after, "a", DicomFile.EXPLICIT, Map.of(0x00100010, "two", 0x00120010, "x"));
    write(before, "b", DicomFile.IMPLICIT, Map.of(0x00100010, "one", 0x00120010, "x"));
    write(after, "b", DicomFile.IMPLICIT, Map.of(0x00100010, "two"));
    write(before, "c", DicomFile.EXPLICIT, Map.of());
    write(after, "c", DicomFile.EXPLICIT, Map.of(0x00100010, "two"));

    assertThat(verifier.attributes(compare().manifest()))
        .containsExactly(
            new AttributeChange("(0010,0010)", "PN", 2, 1, 0, 3),
            new AttributeChange("(0012,0010)", "UN", 0, 0, 1, 1));
  }

  @Test
  void attributesThatWereAnnouncedAndNoOthersMayChange() throws Exception {
    write(before, "a/1", DicomFile.EXPLICIT, Map.of(0x00120010, "old"));
    write(after, "a/1", DicomFile.IMPLICIT, Map.of(0x00120010, "new"));
    write(before, "a/2", DicomFile.EXPLICIT, Map.of(0x00120010, "old"));
    write(after, "a/2", DicomFile.EXPLICIT, Map.of(0x00120010, "new", 0x00100010, "Other"));
    write(before, "b", DicomFile.EXPLICIT, Map.of(0x00120010, "old"));
    write(after, "b", DicomFile.EXPLICIT, Map.of(0x00120010, "new"));

    ComparisonSummary comparison =
        compare(
            new ExpectedChange(
                FindingCode.PIXELS_SAME,
                "a/*",
                "renamed trial",
                List.of("(0012,0010)", "(0012,0020)")));

    assertThat(comparison.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(findings(comparison))
        .extracting(Finding::key, Finding::expectedBecause, Finding::detail)
        .containsExactly(
            tuple(
                "a/1",
                "renamed trial; only (0012,0010), (0012,0020) may change",
                "the same pixel data; attributes: (0012,0010) LO changed"),
            tuple(
                "a/2",
                null,
                "the same pixel data; attributes: (0010,0010) PN added, (0012,0010) LO changed; not"
                    + " among those that were announced: (0010,0010)"),
            tuple("b", null, "the same pixel data; attributes: (0012,0010) LO changed"));
  }

  @Test
  void whatChangedAmongTooManyElementsIsNotKnownAndNeverExcused() throws Exception {
    Map<Integer, String> many = new TreeMap<>();
    for (int i = 0; i < Elements.MAX; i++) {
      many.put(0x00291010 + i, "x");
    }
    write(before, "a", DicomFile.EXPLICIT, many);
    many.put(0x00291010, "y");
    write(after, "a", DicomFile.EXPLICIT, many);

    ComparisonSummary comparison =
        compare(new ExpectedChange(FindingCode.PIXELS_SAME, "a", "maker", List.of("(0029,1010)")));

    assertThat(findings(comparison))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo(FindingCode.PIXELS_SAME);
              assertThat(finding.expectedBecause()).isNull();
              assertThat(finding.detail())
                  .isEqualTo("the same pixel data; other attributes, it is not known which");
            });
  }

  @Test
  void underAnotherKeyNothingIsKnownOfAttributes() throws Exception {
    write(before, "a", DicomFile.EXPLICIT, Map.of(0x00100010, "one"));
    write(after, "a", DicomFile.EXPLICIT, Map.of(0x00100010, "two"));
    byte[] secret = new byte[32];
    secret[0] = 1;
    Verifier other = new Verifier(dir.resolve("other"), new PseudonymKey(secret));
    InventorySummary first = inventory(verifier, before);
    InventorySummary second = inventory(other, after);

    ComparisonSummary comparison =
        verifier.compare(
            verifier.manifest(first.manifest()), other.manifest(second.manifest()), List.of());

    assertThat(findings(comparison))
        .extracting(Finding::detail)
        .containsExactly("the same pixel data; other attributes, it is not known which");
  }

  @Test
  void noValueOfAPatientIsInAnyManifest() throws Exception {
    write(
        before, "a", DicomFile.EXPLICIT, Map.of(0x00100010, "Mustermann", 0x00100030, "19700203"));
    write(after, "a", DicomFile.EXPLICIT, Map.of(0x00100010, "Musterfrau"));
    InventorySummary one = inventory(verifier, before);
    InventorySummary two = inventory(verifier, after);
    ComparisonSummary comparison = verifier.compare(one, two, List.of());

    String all = everyValue(comparison.manifest());
    for (InventorySummary side : List.of(one, two)) {
      ByteArrayOutputStream exported = new ByteArrayOutputStream();
      verifier.export(verifier.manifest(side.manifest()), ExportFormat.JSONL, exported);
      all += exported.toString(UTF_8) + everyValue(side.manifest());
    }
    assertThat(all)
        .contains("(0010,0010) PN changed")
        .doesNotContain("Muster", "19700203", "P-77", "HOSPITAL");
  }

  private ComparisonSummary compare(ExpectedChange... expected) throws Exception {
    return verifier.compare(
        inventory(verifier, before), inventory(verifier, after), List.of(expected));
  }

  private static InventorySummary inventory(Verifier verifier, Path folder) throws Exception {
    return verifier.inventory(
        new InventoryName("one"), View.DICOM_FILES, folder, Progress.UNWATCHED);
  }

  private List<Finding> findings(ComparisonSummary comparison) throws Exception {
    return verifier.findings(comparison.manifest(), null, FILES);
  }

  private Map<String, String> changes(ContentDigest findings) throws SQLException {
    Map<String, String> changes = new TreeMap<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("FROM '%s'".formatted(verifier.manifest(findings)))) {
      while (row.next()) {
        changes.put(
            row.getString("key"),
            row.getString("code") + " " + row.getString("changed_attributes"));
      }
    }
    return changes;
  }

  private String everyValue(ContentDigest manifest) throws SQLException {
    StringBuilder all = new StringBuilder();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("FROM '%s'".formatted(verifier.manifest(manifest)))) {
      while (row.next()) {
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          all.append(row.getString(i)).append('\n');
        }
      }
    }
    return all.toString();
  }

  /** An image with further attributes before, between and behind its own. */
  private static void write(Path folder, String key, String syntax, Map<Integer, String> values)
      throws IOException {
    Map<Integer, DataSetBytes> elements = new TreeMap<>(Integer::compareUnsigned);
    DataSetBytes none = new DataSetBytes(DicomFile.encoding(syntax));
    own(elements, none);
    values.forEach((tag, value) -> elements.put(tag, element(none.empty(), tag, value)));
    DataSetBytes set = none.empty();
    elements.values().forEach(element -> set.raw(element.bytes()));
    byte[] bytes = set.bytes();
    Path file = folder.resolve(key);
    Files.createDirectories(file.getParent());
    Files.write(
        file,
        DicomFile.part10(
            syntax, syntax.equals(DicomFile.DEFLATED) ? DicomFile.deflate(bytes) : bytes));
  }

  private static void own(Map<Integer, DataSetBytes> elements, DataSetBytes none) {
    Map.of(
            0x00080016, DicomFile.CT,
            0x00080018, DicomFile.SOP,
            0x0020000D, DicomFile.STUDY,
            0x0020000E, DicomFile.SERIES)
        .forEach((tag, uid) -> elements.put(tag, none.empty().text(tag, "UI", uid)));
    elements.put(0x00100020, none.empty().text(0x00100020, "LO", "P-77"));
    elements.put(0x00100021, none.empty().text(0x00100021, "LO", "HOSPITAL"));
    elements.put(
        DicomFile.PIXEL_DATA, none.empty().element(DicomFile.PIXEL_DATA, "OW", DicomFile.PIXELS));
  }

  private static DataSetBytes element(DataSetBytes into, int tag, String value) {
    return switch (POOL.getOrDefault(tag, "LO")) {
      case "SQ" -> into.sequence(tag, "SQ", value.length() % 2 == 0, inside(into, value));
      case "US" -> into.number(tag, value.hashCode());
      case String vr -> into.text(tag, vr, value);
    };
  }

  private static DataSetBytes inside(DataSetBytes set, String value) {
    return set.empty().text(0x00080100, "SH", value).number(0x00280010, 3);
  }
}
