package org.migrationauditor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.report.HistoryHead;

/** Mistakes that others made with chained histories, as far as the head alone shows them. */
class HistoryLogTest {
  private static final int LAST = 6;

  private final List<StoredEvent> rows = Rows.of(LAST + 1);
  private final HistoryHead head = Rows.head(rows);

  @Test
  void ofNoEventIsTheEmptyTree() {
    assertThat(Rows.head(List.of()))
        .isEqualTo(
            new HistoryHead(
                0,
                new ContentDigest(
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")));
  }

  /** The expected root was computed by a program of its own, in another language. */
  @Test
  void isTheSameEveryTimeAndForEver() {
    assertThat(Rows.head(Rows.of(LAST + 1))).isEqualTo(head);
    assertThat(head)
        .isEqualTo(
            new HistoryHead(
                7,
                new ContentDigest(
                    "bd53e5185aaac3a4c98e352fa485c07fbc0ea4630e33602ed5962cef33f1b10e")));
  }

  @Test
  void changesWithEveryColumnOfEveryRow() {
    Set<ContentDigest> roots = new HashSet<>(Set.of(head.root()));
    int changes = 0;
    for (int i = 0; i < rows.size(); i++) {
      for (StoredEvent changed : changedInOneColumn(rows.get(i))) {
        List<StoredEvent> rewritten = new ArrayList<>(rows);
        rewritten.set(i, changed);
        HistoryHead other = Rows.head(rewritten);
        changes++;

        assertThat(other.events()).isEqualTo(head.events());
        assertThat(roots.add(other.root())).as("event %d: %s", i, changed).isTrue();
      }
    }
    assertThat(changes).isEqualTo(rows.size() * 5);
  }

  @Test
  void hashesEveryColumnThereIsAndNoneThatTheStoreMakesUp() {
    assertThat(Arrays.stream(StoredEvent.class.getRecordComponents()).map(RecordComponent::getName))
        .containsExactly(
            "streamId", "sequence", "type", "revision", "timestamp", "payloadJson", "metadataJson");
  }

  @Test
  void changesWhenAllRowsAreMovedToAnotherMigration() {
    List<StoredEvent> moved =
        rows.stream()
            .map(
                row ->
                    new StoredEvent(
                        "site-b",
                        row.sequence(),
                        row.type(),
                        row.revision(),
                        row.timestamp(),
                        row.payloadJson(),
                        row.metadataJson()))
            .toList();

    assertThat(Rows.head(moved).root()).isNotEqualTo(head.root());
  }

  @Test
  void isRefusedWhenARowIsDeleted() {
    for (int i = 0; i < LAST; i++) {
      List<StoredEvent> deleted = new ArrayList<>(rows);
      deleted.remove(i);

      assertBroken(deleted, "expected event %d, found event %d".formatted(i, i + 1));
    }
  }

  @Test
  void changesWhenADeletedRowsGapIsClosed() {
    for (int i = 0; i <= LAST; i++) {
      List<StoredEvent> deleted = new ArrayList<>(rows);
      deleted.remove(i);

      assertThat(Rows.head(renumbered(deleted)))
          .isNotEqualTo(head)
          .extracting(HistoryHead::root)
          .isNotEqualTo(head.root());
    }
  }

  @Test
  void countsOneLessWithAnotherRootWhenTheLastRowIsDropped() {
    HistoryHead shorter = Rows.head(rows.subList(0, LAST));

    assertThat(shorter.events()).isEqualTo(head.events() - 1);
    assertThat(shorter.root()).isNotEqualTo(head.root());
  }

  @Test
  void isRefusedWhenARowIsThereTwice() {
    List<StoredEvent> doubled = new ArrayList<>(rows);
    doubled.add(3, rows.get(2));

    assertBroken(doubled, "expected event 3, found event 2");
  }

  @Test
  void changesWhenTheLastRowIsDoubledUnderTheNextNumber() {
    List<StoredEvent> doubled = new ArrayList<>(rows);
    doubled.add(Rows.at(LAST + 1, rows.getLast()));

    assertThat(Rows.head(doubled).root()).isNotEqualTo(head.root());
  }

  @Test
  void changesWhenARowIsInsertedAndTheOthersMadeRoom() {
    for (int i = 0; i <= LAST + 1; i++) {
      List<StoredEvent> inserted = new ArrayList<>(rows);
      inserted.add(i, Rows.withPayload("{\"inserted\":true}"));

      HistoryHead other = Rows.head(renumbered(inserted));
      assertThat(other.events()).isEqualTo(head.events() + 1);
      assertThat(other.root()).isNotEqualTo(head.root());
    }
  }

  @Test
  void isRefusedWhenRowsAreGivenInAnotherOrder() {
    List<StoredEvent> swapped = new ArrayList<>(rows);
    Collections.swap(swapped, 2, 3);

    assertBroken(swapped, "expected event 2, found event 3");
  }

  @Test
  void changesWhenRowsTradedPlaces() {
    List<StoredEvent> swapped = new ArrayList<>(rows);
    Collections.swap(swapped, 2, 3);

    assertThat(Rows.head(renumbered(swapped)).root()).isNotEqualTo(head.root());
  }

  @Test
  void isRefusedWhenItDoesNotBeginWithTheFirstEvent() {
    assertBroken(rows.subList(1, LAST), "expected event 0, found event 1");
    assertBroken(List.of(Rows.at(-1, Rows.ROW)), "expected event 0, found event -1");
  }

  @Test
  void isRefusedWhenARowIsOfAnotherMigration() {
    StoredEvent row = rows.get(1);
    StoredEvent stranger =
        new StoredEvent(
            "site-b",
            1,
            row.type(),
            row.revision(),
            row.timestamp(),
            row.payloadJson(),
            row.metadataJson());

    assertBroken(List.of(rows.getFirst(), stranger), "event 1 is of 'site-b'");
  }

  @Test
  void doesNotChangeWithTheSpellingOfTheJson() {
    List<StoredEvent> respelled =
        rows.stream()
            .map(
                row ->
                    new StoredEvent(
                        row.streamId(),
                        row.sequence(),
                        row.type(),
                        row.revision(),
                        row.timestamp(),
                        "{ \"reason\" : \"\\u0072eason "
                            + row.sequence()
                            + "\",\n\t\"stepId\":\"delete\", \"approver\":\"\\u0061nna\","
                            + "\"migrationId\":\"site-a\"}\r\n",
                        "{\"host\":\"pacs-1\",\"who\":\"anna\"}"))
            .toList();

    assertThat(Rows.head(respelled)).isEqualTo(head);
  }

  @Test
  void readsAStreamOnceAndInOrderEvenIfItIsParallel() {
    assertThat(HistoryLog.head(Rows.of(500).parallelStream())).isEqualTo(Rows.head(Rows.of(500)));
  }

  private static List<StoredEvent> changedInOneColumn(StoredEvent row) {
    String s = row.streamId();
    long n = row.sequence();
    String t = row.type();
    String r = row.revision();
    String at = row.timestamp();
    String p = row.payloadJson();
    String m = row.metadataJson();
    return List.of(
        new StoredEvent(s, n, t.replace("Approved", "Attested"), r, at, p, m),
        new StoredEvent(s, n, t, "2", at, p, m),
        new StoredEvent(s, n, t, r, at.replace("T22", "T21"), p, m),
        new StoredEvent(s, n, t, r, at, p.replace("anna", "olga"), m),
        new StoredEvent(s, n, t, r, at, p, m.replace("anna", "olga")));
  }

  private static List<StoredEvent> renumbered(List<StoredEvent> rows) {
    List<StoredEvent> renumbered = new ArrayList<>();
    for (StoredEvent row : rows) {
      renumbered.add(Rows.at(renumbered.size(), row));
    }
    return renumbered;
  }

  private static void assertBroken(List<StoredEvent> rows, String what) {
    assertThatThrownBy(() -> Rows.head(rows))
        .isInstanceOf(BrokenHistoryException.class)
        .hasMessageStartingWith("history of 'site-a': ")
        .hasMessageContaining(what);
  }
}
