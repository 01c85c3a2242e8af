package org.migrationauditor.verifier.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.dcm4che3.net.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.verifier.dicom.DicomFile;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.UnreadEntry;

/** What a PACS may do instead of answering, none of which is ever a short list. */
@Timeout(60)
final class DimseSourceTest {
  private FakePacs pacs;
  private Duration patience = Duration.ofSeconds(1);

  @BeforeEach
  void start() throws Exception {
    pacs = new FakePacs();
    pacs.keep("1.1", "20200131", "1.1.1", "1.1.1.1")
        .keep("1.1", "20200131", "1.1.1", "1.1.1.2")
        .keep("1.1", "20200131", "1.1.1", "1.1.1.3")
        .keep("1.1", "20200131", "1.1.2", "1.1.2.1")
        .keep("1.2", "20210228", "1.2.1", "1.2.1.1")
        .keep("1.3", "", "1.3.1", "1.3.1.1");
  }

  @AfterEach
  void stop() {
    pacs.close();
  }

  private DimseSource source(DimseAddress address) {
    return new DimseSource(address, DicomFile.KEY, patience);
  }

  private Map<String, InventoryEntry> entries() throws Exception {
    List<UnreadEntry> listed = new ArrayList<>();
    source(pacs.address()).list(listed::add);
    Map<String, InventoryEntry> entries = new TreeMap<>();
    for (UnreadEntry unread : listed) {
      InventoryEntry entry = unread.read(bytes -> {});
      assertThat(entries.put(entry.key(), entry)).as(entry.key()).isNull();
    }
    return entries;
  }

  private Map<String, String> problems() throws Exception {
    return entries().values().stream()
        .filter(entry -> !entry.complete())
        .collect(Collectors.toMap(InventoryEntry::key, InventoryEntry::problem));
  }

  private static boolean at(Attributes query, String level) {
    return level.equals(query.getString(Tag.QueryRetrieveLevel));
  }

  @Test
  void listsStudiesWithADateAndWithout() throws Exception {
    Map<String, InventoryEntry> entries = entries();

    assertThat(entries.keySet())
        .containsExactly(
            "1.1/1.1.1/1.1.1.1",
            "1.1/1.1.1/1.1.1.2",
            "1.1/1.1.1/1.1.1.3",
            "1.1/1.1.2/1.1.2.1",
            "1.2/1.2.1/1.2.1.1",
            "1.3/1.3.1/1.3.1.1");
    assertThat(entries.values()).allMatch(InventoryEntry::complete);
    assertThat(Objects.requireNonNull(entries.get("1.2/1.2.1/1.2.1.1")).dicom())
        .extracting("modality", "patient")
        .containsExactly("CT", DicomFile.KEY.patient("P-77", ""));
  }

  @Test
  void anErrorBehindTwoInstancesLeavesTheStudyIncomplete() throws Exception {
    pacs.behaviour =
        (query, matches, answer) -> {
          if (at(query, "IMAGE") && matches.size() > 2) {
            answer.match(matches.get(0));
            answer.match(matches.get(1));
            answer.end(Status.UnableToProcess);
          } else {
            answer.all(matches);
          }
        };

    Map<String, InventoryEntry> entries = entries();

    assertThat(entries).hasSize(6).doesNotContainKey("1.1/1.1.1/1.1.1.3");
    assertThat(entries.get("1.1/"))
        .extracting(InventoryEntry::complete, InventoryEntry::problem)
        .containsExactly(false, "of its instances the server ends the list with status C000H");
  }

  @Test
  void nothingButErrorsIsAFailure() {
    pacs.behaviour =
        (query, matches, answer) -> {
          answer.match(matches.isEmpty() ? null : matches.getFirst());
          answer.end(Status.UnableToProcess);
        };

    assertThatExceptionOfType(DimseException.class)
        .isThrownBy(() -> source(pacs.address()).list(entry -> {}))
        .withMessage(
            "is asked for studies and ends the list with status C000H; nothing was read from it, try"
                + " again when the server is well");
  }

  @Test
  void anAbortInTheListOfStudiesIsAFailure() {
    pacs.behaviour =
        (query, matches, answer) -> {
          answer.match(matches.getFirst());
          answer.match(matches.getFirst());
          answer.abort();
        };

    assertThatExceptionOfType(DimseException.class)
        .isThrownBy(() -> source(pacs.address()).list(entry -> {}))
        .withMessageStartingWith("ends the association in the middle of an answer;");
  }

  @Test
  void anAbortInAStudyLeavesItIncompleteAndTheOthersListed() throws Exception {
    pacs.behaviour =
        (query, matches, answer) -> {
          if (at(query, "IMAGE") && matches.size() > 2) {
            answer.match(matches.getFirst());
            answer.abort();
          } else {
            answer.all(matches);
          }
        };

    Map<String, InventoryEntry> entries = entries();

    assertThat(entries.keySet())
        .contains("1.1/1.1.1/1.1.1.1", "1.2/1.2.1/1.2.1.1", "1.3/1.3.1/1.3.1.1");
    assertThat(Objects.requireNonNull(entries.get("1.1/")).problem())
        .startsWith("could not be listed to the end: the server ends the association");
  }

  @Test
  void silenceIsAFailureAndNotWaitedForWithoutEnd() {
    pacs.behaviour = (query, matches, answer) -> {};

    assertThatExceptionOfType(DimseException.class)
        .isThrownBy(() -> source(pacs.address()).list(entry -> {}))
        .withMessageStartingWith("is silent for 1 s;");
  }

  @Test
  void silenceBehindAMatchIsAFailureToo() {
    pacs.behaviour = (query, matches, answer) -> answer.match(matches.getFirst());

    assertThatExceptionOfType(DimseException.class)
        .isThrownBy(() -> source(pacs.address()).list(entry -> {}))
        .withMessageStartingWith("is silent for 1 s;");
  }

  @Test
  void aServerThatFailsOnEveryStudyIsAskedForThreeOnly() throws Exception {
    for (int i = 0; i < 20; i++) {
      pacs.keep("2." + i, "20220101", "2." + i + ".1", "2." + i + ".1.1");
    }
    pacs.behaviour =
        (query, matches, answer) -> {
          if (at(query, "SERIES")) {
            answer.abort();
          } else {
            answer.all(matches);
          }
        };

    assertThat(problems())
        .hasSize(4)
        .containsEntry(
            "./",
            "studies could not be listed to the end: the server broke off in 3 studies in a row");
  }

  @ParameterizedTest
  @ValueSource(ints = {Status.UnableToProcess, Status.OutOfResources, Status.Cancel})
  void aCapThatIsToldIsHalvedAway(int status) throws Exception {
    for (int i = 0; i < 40; i++) {
      pacs.keep("2." + i, "2022%02d15".formatted(i % 12 + 1), "2." + i + ".1", "2." + i + ".1.1");
    }
    pacs.behaviour =
        (query, matches, answer) -> {
          if (at(query, "STUDY") && matches.size() > 5) {
            answer.end(status);
          } else {
            answer.all(matches);
          }
        };

    Map<String, InventoryEntry> entries = entries();

    assertThat(entries).hasSize(5 + 40 + 1).doesNotContainKey("1.3/1.3.1/1.3.1.1");
    assertThat(entries.get("./"))
        .extracting(InventoryEntry::problem)
        .isEqualTo(
            "studies without a date may be missing, since of all studies the server ends the list"
                + " with status %04XH".formatted(status));
  }

  @Test
  void aCapThatIsNotToldIsFoundOut() throws Exception {
    for (int i = 0; i < 500; i++) {
      String study = "2." + i;
      pacs.keep(study, "20%02d0315".formatted(i % 50), study + ".1", study + ".1.1");
    }
    pacs.behaviour =
        (query, matches, answer) ->
            answer.all(
                at(query, "STUDY") ? matches.subList(0, Math.min(250, matches.size())) : matches);

    Map<String, InventoryEntry> entries = entries();

    assertThat(entries).hasSize(6 + 500 + 1);
    assertThat(Objects.requireNonNull(entries.get("./")).problem())
        .isEqualTo("253 studies that are listed by date are not in the list of all");
  }

  @Test
  void aDayWithMoreStudiesThanTheServerGivesIsIncomplete() throws Exception {
    for (int i = 0; i < 8; i++) {
      pacs.keep("2." + i, "20220615", "2." + i + ".1", "2." + i + ".1.1");
    }
    pacs.behaviour =
        (query, matches, answer) -> {
          if (at(query, "STUDY") && matches.size() > 5 && query.getString(Tag.StudyDate) != null) {
            answer.end(Status.UnableToProcess);
          } else {
            answer.all(matches);
          }
        };

    Map<String, InventoryEntry> entries = entries();

    assertThat(entries).hasSize(6 + 8 + 1); // the list of all has them
    assertThat(Objects.requireNonNull(entries.get("./")).problem())
        .isEqualTo("the server lists not all studies of 1 days");
  }

  @Test
  void aServerThatHeedsNoDatesIsListedAtOnce() throws Exception {
    for (int i = 0; i < 300; i++) {
      pacs.keep("2." + i, "20220615", "2." + i + ".1", "2." + i + ".1.1");
    }
    pacs.behaviour =
        (query, matches, answer) -> {
          if (at(query, "STUDY")) {
            query.setNull(Tag.StudyDate, VR.DA);
            answer.all(pacs.matches(query));
          } else {
            answer.all(matches);
          }
        };

    assertThat(entries()).hasSize(306).doesNotContainKey("./");
    assertThat(pacs.queries).hasValueLessThan(303 * 2 + 40);
  }

  @Test
  void aServerThatHeedsNoCancelIsLeftAndAskedAgain() throws Exception {
    for (int i = 0; i < 201; i++) {
      pacs.keep("2." + i, "20%02d0315".formatted(i % 50), "2." + i + ".1", "2." + i + ".1.1");
    }
    pacs.behaviour =
        (query, matches, answer) -> {
          if (matches.size() > 200 && query.getString(Tag.StudyDate) != null) {
            for (Attributes match : matches) {
              answer.match(match);
            } // and no end
          } else {
            answer.all(matches);
          }
        };

    patience = Duration.ofMillis(200);

    assertThat(entries()).hasSize(6 + 201).doesNotContainKey("./");
  }

  @Test
  void anAssociationThatWasClosedMeanwhileIsOpenedAgain() throws Exception {
    pacs.behaviour =
        (query, matches, answer) -> {
          answer.all(matches);
          answer.abort();
        };

    assertThat(problems()).isEmpty();
  }

  @Test
  void instancesWithUidsOfAnotherAreToldApart() throws Exception {
    pacs.behaviour =
        (query, matches, answer) -> {
          if (at(query, "IMAGE") && "1.2.1".equals(query.getString(Tag.SeriesInstanceUID))) {
            answer.match(matches.getFirst());
            Attributes foreign = new Attributes(matches.getFirst());
            foreign.setString(Tag.SeriesInstanceUID, VR.UI, "9.9");
            answer.match(foreign);
            answer.match(null);
          }
          answer.all(matches);
        };

    Map<String, InventoryEntry> entries = entries();

    assertThat(entries).hasSize(7);
    assertThat(Objects.requireNonNull(entries.get("1.2/")).problem())
        .isEqualTo(
            "1 matches have no UIDs; 1 matches of other studies or series were given; 1 instances"
                + " have the UIDs of another");
  }

  @Test
  void fewerInstancesThanTheArchiveCountsAreIncomplete() throws Exception {
    pacs.behaviour =
        (query, matches, answer) -> {
          if (at(query, "STUDY")) {
            matches.forEach(match -> match.setInt(Tag.NumberOfStudyRelatedInstances, VR.IS, 4));
          }
          answer.all(matches);
        };

    assertThat(problems())
        .containsOnly(
            Map.entry("1.2/", "1 of 4 counted instances are listed"),
            Map.entry("1.3/", "1 of 4 counted instances are listed"));
  }

  @Test
  void aStudyWithoutASeriesIsIncomplete() throws Exception {
    pacs.behaviour =
        (query, matches, answer) ->
            answer.all(at(query, "SERIES") ? List.<Attributes>of() : matches);

    assertThat(problems()).hasSize(3).containsEntry("1.3/", "no instance of it is listed");
  }

  @Test
  void identifiersNestedWithoutEndEndNothingElse() throws Exception {
    Attributes bottomless = new Attributes();
    Attributes deepest = bottomless;
    for (int i = 0; i < 10_000; i++) {
      Sequence sequence = deepest.newSequence(Tag.ReferencedStudySequence, 1);
      deepest = new Attributes();
      sequence.add(deepest);
    }
    pacs.behaviour =
        (query, matches, answer) -> {
          if (at(query, "IMAGE") && matches.size() > 2) {
            answer.match(bottomless);
          }
          answer.all(matches);
        };

    assertThat(problems()).containsOnlyKeys("1.1/");
  }

  @Test
  void isToldThatItIsNotKnown() {
    DimseAddress stranger =
        new DimseAddress("STRANGER", "FAKE", "127.0.0.1", pacs.address().port());

    assertThatExceptionOfType(DimseException.class)
        .isThrownBy(() -> source(stranger).list(entry -> {}))
        .withMessageStartingWith("rejects the association: it does not know the calling AE title;");
  }

  @Test
  void isToldThatNobodyIsThere() {
    int port = pacs.address().port();
    pacs.close();

    assertThatExceptionOfType(DimseException.class)
        .isThrownBy(
            () -> source(new DimseAddress("AUDITOR", "FAKE", "127.0.0.1", port)).list(entry -> {}))
        .withMessageStartingWith("refuses the connection;");
  }
}
