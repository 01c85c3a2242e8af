package org.migrationauditor.verifier.dicomweb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.verifier.archive.Access;
import org.migrationauditor.verifier.dicom.DicomEntry;
import org.migrationauditor.verifier.dicom.DicomFacts;
import org.migrationauditor.verifier.dicom.DicomFile;
import org.migrationauditor.verifier.dicom.DicomReader;
import org.migrationauditor.verifier.dicom.DicomStructure;
import org.migrationauditor.verifier.http.StandIn;
import org.migrationauditor.verifier.http.WebException;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.EntryState;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.InventorySource;
import org.migrationauditor.verifier.inventory.Recorded;

@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DicomWebSourceTest {
  private static final byte[] SOUND = DicomFile.sound(DicomFile.EXPLICIT);
  private static final byte[] END = "\r\n--b--\r\n".getBytes(UTF_8);
  private static final String OTHER_STUDY = "1.2.1/1.2.1.2/1.9";
  private static final String[] UIDS = {DicomFile.STUDY, DicomFile.SERIES, DicomFile.SOP};

  private final FakePacs pacs = new FakePacs();

  @AfterEach
  void close() {
    pacs.close();
  }

  private List<InventoryEntry> entries() throws Exception {
    return pacs.entries(false);
  }

  private static List<String> keys(List<InventoryEntry> entries) {
    return entries.stream().map(InventoryEntry::key).toList();
  }

  private static List<String> problems(List<InventoryEntry> entries) {
    return entries.stream()
        .filter(entry -> !entry.complete())
        .map(entry -> entry.key() + " " + entry.problem())
        .toList();
  }

  @Test
  void listsMoreThanAPageOfEachLevelOnce() throws Exception {
    pacs.limit = 50;
    for (int i = 0; i < 51; i++) {
      pacs.study("1.2." + i, 1);
    }
    pacs.study("1.3", 1201);

    List<InventoryEntry> entries = entries();

    assertThat(keys(entries)).hasSize(1252).doesNotHaveDuplicates();
    assertThat(problems(entries)).isEmpty();
    assertThat(entries).contains(plain("1.3/1.3.1/1.3.1.001200", "1.3", "1.3.1", "1.3.1.001200"));
    assertThat(pacs.asked())
        .allMatch(asked -> asked.method().equals("GET"))
        .allMatch(asked -> !asked.parameter("orderby").isEmpty());
  }

  private static InventoryEntry plain(String key, String study, String series, String sop) {
    return new InventoryEntry(
        key,
        EntryKind.INSTANCE,
        InventoryEntry.UNKNOWN_BYTES,
        null,
        OwnerKey.UNASSIGNED,
        new DicomEntry(study, series, sop, null, null, null),
        Recorded.NOTHING,
        true,
        "");
  }

  @Test
  void anArchiveWithoutStudiesHasNoEntries() throws Exception {
    assertThat(entries()).isEmpty();
  }

  @Test
  void keepsWhatIsToldOfAnInstanceAndNothingOfThePatient() throws Exception {
    pacs.study("1.2", 1);
    pacs.more =
        ",%s,%s"
            .formatted(
                FakePacs.ui("00080016", "1.2.840.10008.5.1.4.1.1.2"),
                "\"00100010\":{\"vr\":\"PN\",\"Value\":[{\"Alphabetic\":\"Doe^Jane\"}]},"
                    + FakePacs.ui("00100020", " P-77 ")
                    + ","
                    + FakePacs.ui("00100021", "HOSPITAL")
                    + ","
                    + FakePacs.ui("00120020", "trial-a")
                    + ","
                    + FakePacs.ui("00080056", "ONLINE")
                    + ","
                    + FakePacs.ui("00080060", "CT")
                    + ","
                    + FakePacs.ui("00083002", "1.2.840.10008.1.2.1"));

    InventoryEntry entry = entries().getFirst();

    assertThat(entry.owner()).hasToString("trial-a");
    assertThat(entry.dicom())
        .isEqualTo(
            new DicomEntry(
                "1.2",
                "1.2.1",
                "1.2.1.000000",
                "1.2.840.10008.5.1.4.1.1.2",
                "1.2.840.10008.1.2.1",
                "CT",
                FakePacs.KEY.pseudonym("P-77\0HOSPITAL"),
                null,
                null,
                null,
                null,
                null,
                null));
    assertThat(entry.recorded())
        .isEqualTo(
            new Recorded(
                EntryState.PRESENT, null, new TreeMap<>(Map.of("availability", "ONLINE"))));
    assertThat(entry.toString()).doesNotContain("Doe", "P-77", "HOSPITAL");
  }

  @ParameterizedTest
  @CsvSource({
    "1000, d41d8cd98f00b204e9800998ecf8427e, 1000, md5:d41d8cd98f00b204e9800998ecf8427e",
    "-1294967296, DA39A3EE5E6B4B0D3255BFEF95601890AFD80709, 3000000000,"
        + " sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "99999999999, D41D8CD98F00B204E9800998ECF8427, -1,"
  })
  void keepsWhatDcm4cheeTellsOfItsFile(String size, String hex, long bytes, String digest)
      throws Exception {
    pacs.study("1.2", 1);
    pacs.more = dcm4chee("DCM4CHEE Archive 5", size, hex);

    InventoryEntry entry = entries().getFirst();

    assertThat(entry.bytes()).isEqualTo(bytes);
    assertThat(entry.recorded().digest()).isEqualTo(digest);
    assertThat(entry.recorded().attributes()).containsEntry("storage-id", "fs1");
    assertThat(entry.digest()).isNull();
    assertThat(entry.dicom()).extracting("transferSyntaxUid").isEqualTo("1.2.840.10008.1.2.4.80");
  }

  private static String dcm4chee(String creator, String size, String hex) {
    return ",%s,%s,%s,%s,\"77771053\":{\"vr\":\"UL\",\"Value\":[%s]}"
        .formatted(
            FakePacs.ui("77770010", creator),
            FakePacs.ui("77771050", "fs1"),
            FakePacs.ui("77771052", "1.2.840.10008.1.2.4.80"),
            FakePacs.ui("77771054", hex),
            size);
  }

  @Test
  void takesPrivateValuesFromTheirOwnerOnly() throws Exception {
    pacs.study("1.2", 1);
    pacs.more = dcm4chee("SOMEBODY ELSE", "1000", "d41d8cd98f00b204e9800998ecf8427e");

    InventoryEntry entry = entries().getFirst();

    assertThat(entry.bytes()).isEqualTo(InventoryEntry.UNKNOWN_BYTES);
    assertThat(entry.recorded()).isEqualTo(Recorded.NOTHING);
  }

  @Test
  void seesWhatIsRejectedAndWhatIsKeptElsewhere() throws Exception {
    pacs.study("1.2", 1);
    String creator = "," + FakePacs.ui("77770010", "DCM4CHEE Archive 5");
    pacs.more = creator + ",\"77771042\":{\"vr\":\"SQ\",\"Value\":[{\"00080100\":{}}]}";
    assertThat(entries().getFirst().recorded().state()).isEqualTo(EntryState.REJECTED);
    pacs.more = creator + "," + FakePacs.ui("77771043", "OTHER");
    assertThat(entries().getFirst().recorded().state()).isEqualTo(EntryState.EXTERNAL);
  }

  @Test
  void aCapBelowThePageIsNoEnd() throws Exception {
    pacs.study("1.2", 250);
    pacs.cap = 100;

    assertThat(entries()).hasSize(250).allMatch(InventoryEntry::complete);

    pacs.warns = false;
    assertThat(entries()).hasSize(250).allMatch(InventoryEntry::complete);
  }

  @Test
  void aWarningThatStaysIsNoEnd() throws Exception {
    pacs.study("1.2", 250);
    pacs.study("1.3", 2);
    pacs.alwaysWarns = true;

    List<InventoryEntry> entries = entries();

    assertThat(keys(entries)).hasSize(255).doesNotHaveDuplicates();
    assertThat(problems(entries))
        .containsExactly(
            "1.2/ the server warns that it holds back instances",
            "1.3/ the server warns that it holds back instances",
            "./ the server warns that it holds back studies");
  }

  @Test
  void pagesThatOverlapAreListedOnce() throws Exception {
    pacs.study("1.2", 1200);
    pacs.overlap = 7;

    List<InventoryEntry> entries = entries();

    assertThat(keys(entries)).hasSize(1200).doesNotHaveDuplicates();
    assertThat(problems(entries)).isEmpty();
  }

  @Test
  void purgedInstancesBehindEachPageAreListedOnceAndHideNothing() throws Exception {
    pacs.study("1.2", 1200);
    pacs.purged = List.of("1.2.9/1.2.9.1", "1.2.9/1.2.9.2");

    List<InventoryEntry> entries = entries();

    assertThat(keys(entries)).hasSize(1202).doesNotHaveDuplicates();
    assertThat(problems(entries)).isEmpty();
  }

  @Test
  void anArchiveThatIgnoresOffsetsIsProvenByItsCountAlone() throws Exception {
    pacs.study("1.2", 3);
    pacs.study("1.3", 700);
    pacs.pages = false;
    assertThat(problems(entries())).isEmpty();

    pacs.counts = false;
    assertThat(problems(entries()))
        .containsExactly(
            "1.2/ instances are listed without an end, and the server counts none",
            "1.3/ instances are listed without an end, and the server counts none",
            "./ 2 studies are listed, and the server counts -1");
  }

  @Test
  void twoInstancesOfOneNameAreNotTakenForARepetition() throws Exception {
    pacs.studies.put("1.2", List.of("1.2.1/1.2.1.1", "1.2.1/1.2.1.1/1.2/other patient"));

    assertThat(problems(entries()))
        .containsExactly(
            "1.2/ 1 instances have the UIDs of another; 1 of 2 counted instances are listed");
  }

  @Test
  void whatIsCountedAndNotListedIsMissed() throws Exception {
    pacs.study("1.2", 3);
    pacs.studies.put("1.3", new ArrayList<>(List.of("1.3.1/1.3.1.1", "1.3.1/1.3.1.1")));

    assertThat(problems(entries()))
        .containsExactly(
            "1.3/ 1 instances have the UIDs of another; 1 of 2 counted instances are listed");
  }

  @Test
  void aStudyLongerThanAnyOffsetIsListedBySeries() throws Exception {
    List<String> instances = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      instances.add("1.2.%d/1.2.%d.%02d".formatted(i / 20, i / 20, i));
    }
    pacs.studies.put("1.2", instances);
    pacs.limit = 5;
    pacs.lastOffset = 29;

    List<InventoryEntry> entries = entries();
    assertThat(keys(entries)).hasSize(60).doesNotHaveDuplicates();
    assertThat(problems(entries)).isEmpty();

    pacs.lastOffset = 19;
    assertThat(problems(entries()))
        .containsExactly("1.2/ a series has more instances than can be listed");
  }

  @Test
  void moreStudiesThanAnyOffsetReachesAreListedByDateAndTheCountTellsOfOthers() throws Exception {
    for (int i = 0; i < 60; i++) {
      pacs.study("1.2.%02d".formatted(i), 1);
      pacs.dates.put("1.2.%02d".formatted(i), "20%02d0228".formatted(i / 5));
    }
    pacs.limit = 5;
    pacs.lastOffset = 19;

    List<InventoryEntry> entries = entries();
    assertThat(keys(entries)).hasSize(60).doesNotHaveDuplicates();
    assertThat(problems(entries)).isEmpty();

    pacs.dates.remove("1.2.59");
    assertThat(problems(entries()))
        .containsExactly("./ 59 studies are listed, and the server counts 60");
  }

  @Test
  void instancesOfOtherStudiesAndWithoutUidsAreNotTaken() throws Exception {
    pacs.counts = false;
    pacs.studies.put("1.2", List.of("1.2.1/1.2.1.1", "1.2.1/..", "1.2.1/ "));
    assertThat(problems(entries())).containsExactly("1.2/ 2 instances have no UIDs");

    pacs.studies.put("1.2", List.of("1.2.1/1.2.1.1", OTHER_STUDY));
    List<InventoryEntry> entries = entries();
    assertThat(problems(entries)).containsExactly("1.2/ 1 instances of other studies were given");
    assertThat(keys(entries)).containsExactly("1.2/1.2.1/1.2.1.1", "1.2/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[[]]",
        "[1]",
        "",
        "[{\"0020000D\":[]}]",
        "[{\"0020000D\":{\"Value\":\"1\"}}]",
        "[{\"0020000D\":{\"Value\":[[]]}}]",
        "[{\"0020000D\":{\"Value\":[\"1\"]},\"0020000D\":{\"Value\":[\"1\"]}}]",
        "[{\"0020000D\":{\"Value\":[\"1\"]}"
      })
  void whatIsNoDicomJsonIsNoListing(String body) {
    try (StandIn server =
        StandIn.answering(
            (asked, exchange) ->
                StandIn.send(exchange, 200, "application/dicom+json", body.getBytes(UTF_8)))) {
      assertThatExceptionOfType(WebException.class)
          .isThrownBy(() -> source(server).list(entry -> {}))
          .withMessageContaining("JSON");
    }
  }

  private static InventorySource source(StandIn server) {
    return new DicomWebScheme()
        .open(
            server.address().toString(),
            new Access(Path.of("manifests"), FakePacs.KEY, name -> null));
  }

  @Test
  void aStudyThatCannotBeListedIsIncompleteAndTheOthersAreNot() throws Exception {
    pacs.study("1.2", 1);
    pacs.studies.put("1.3", List.of("1.3.1/1.3.1.1\"]},\"00080060\":{\"Value\":7,\"x\":[\""));

    List<InventoryEntry> entries = entries();

    assertThat(problems(entries))
        .containsExactly(
            "1.3/ could not be listed to the end: the server answers with no DICOM JSON; 0 of 1"
                + " counted instances are listed");
    assertThat(keys(entries)).containsExactly("1.2/1.2.1/1.2.1.000000", "1.3/");
  }

  @Test
  void studiesThatCannotBeListedToTheEndLeaveTheArchiveIncomplete() throws Exception {
    try (StandIn server =
        StandIn.answering(
            (asked, exchange) -> {
              boolean first = asked.parameter("offset").equals("0");
              String body =
                  asked.uri().getPath().equals("/studies")
                      ? first ? "[{%s}]".formatted(FakePacs.ui("0020000D", "1.2")) : "{}"
                      : "[]";
              StandIn.send(exchange, 200, "application/json", body.getBytes(UTF_8));
            })) {
      List<String> problems = new ArrayList<>();
      source(server).list(entry -> problems.add(entry.read(bytes -> {}).problem()));

      assertThat(problems)
          .containsExactly(
              "studies could not be listed to the end: the server answers with no DICOM JSON");
    }
  }

  @Test
  void readsTheContentOfAnInstanceAndTakesItForNoFile() throws Exception {
    serve("multipart/related; type=\"application/dicom\"; boundary=b", part(SOUND), END);

    InventoryEntry entry = retrieved();

    assertThat(entry.complete()).isTrue();
    assertThat(entry.problem()).isEmpty();
    assertThat(entry.digest()).isNull();
    assertThat(entry.recorded()).isEqualTo(Recorded.NOTHING);
    assertThat(entry.bytes()).isEqualTo(InventoryEntry.UNKNOWN_BYTES);
    DicomFacts facts =
        new DicomReader(DicomFile.KEY).read(new ByteArrayInputStream(SOUND), n -> {});
    assertThat(entry.dicom())
        .extracting("structure", "pixelDigest", "transferSyntaxUid")
        .containsExactly(DicomStructure.SOUND, facts.pixelDigest(), DicomFile.EXPLICIT);
    assertThat(facts.pixelDigest()).isNotNull();
    assertThat(entry.owner()).hasToString("TRIAL 4");
  }

  @Test
  void takesWhatStandsAroundTheParts() throws Exception {
    byte[] before = "by the way\r\n--a\r\n".getBytes(UTF_8);
    byte[] after = "\r\n--b--\r\nfarewell".getBytes(UTF_8);

    serve(
        "Multipart/Related;boundary=\"b\";type=\"application/dicom\"", before, part(SOUND), after);

    assertThat(retrieved().problem()).isEmpty();
  }

  @Test
  void aPartOfTheDataThatLooksLikeABoundaryIsData() throws Exception {
    byte[] looks = DicomFile.join(SOUND, "\r\n--\r\n--\r\r\n--a".getBytes(UTF_8));

    serve("multipart/related; boundary=b", part(looks), END);

    InventoryEntry entry = retrieved();
    assertThat(entry.complete()).isTrue();
    assertThat(entry.dicom()).extracting("structure").isEqualTo(DicomStructure.TRAILING_BYTES);
  }

  @Test
  void whatIsNotTheOneWholeObjectIsIncomplete() throws Exception {
    String type = "multipart/related; boundary=b";
    serve(type, END);
    refuses("gives no object");
    serve(type, part(SOUND), part(SOUND), END);
    refuses("gives more than one object");
    serve(type, part(SOUND));
    refuses("breaks off inside a part");
    serve(type, part(new byte[0]), END);
    refuses("gives an object that is empty");
    serve(type, part("<html>no</html>".getBytes(UTF_8)), END);
    refuses("gives an object that is not DICOM");
    serve(type, "--b\r\nno end: of header".getBytes(UTF_8), new byte[100_000]);
    refuses("gives a part without an end of its header");
    serve("application/dicom", SOUND);
    refuses("answers with something else than parts");
    serve("multipart/related", part(SOUND), END);
    refuses("answers with something else than parts");
    pacs.studies.put(UIDS[0], List.of(UIDS[1] + "/1.9"));
    serve(type, part(SOUND), END);
    refuses("gives an object of other UIDs");
  }

  @ParameterizedTest
  @CsvSource({
    "206, 'answers 206, it gives less than it was asked for'",
    "404, 'answers 404, it knows no such thing'",
    "406, answers 406",
    "410, answers 410"
  })
  void noOtherStatusIsSuccess(int status, String clause) throws Exception {
    pacs.retrieval =
        (asked, exchange) ->
            StandIn.send(
                exchange,
                status,
                "multipart/related; boundary=b",
                DicomFile.join(part(SOUND), END));

    refuses(clause);
  }

  private void serve(String type, byte[]... body) {
    pacs.retrieval = (asked, exchange) -> StandIn.send(exchange, 200, type, DicomFile.join(body));
  }

  private static byte[] part(byte[] object) {
    return DicomFile.join(
        "\r\n--b \r\nContent-Type: application/dicom\r\n\r\n".getBytes(UTF_8), object);
  }

  private void refuses(String clause) throws Exception {
    InventoryEntry entry = retrieved();
    assertThat(entry.complete()).isFalse();
    assertThat(entry.problem()).isEqualTo("could not be retrieved: the server " + clause);
  }

  private InventoryEntry retrieved() throws Exception {
    pacs.studies.putIfAbsent(UIDS[0], List.of(UIDS[1] + "/" + UIDS[2]));
    List<InventoryEntry> entries = pacs.entries(true);
    assertThat(entries).hasSize(1);
    return entries.getFirst();
  }

  @Test
  void anAddressHasNoOtherQuery() {
    Access access = new Access(Path.of("manifests"), FakePacs.KEY, name -> null);

    assertThat(new DicomWebScheme().open("https://host/rs?content=yes", access).place())
        .isEqualTo("https://host/rs");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new DicomWebScheme().open("https://host/rs?token=s3cr3t", access))
        .withMessageNotContaining("s3cr3t");
  }
}
