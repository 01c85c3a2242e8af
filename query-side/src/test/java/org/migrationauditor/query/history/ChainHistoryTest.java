package org.migrationauditor.query.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.chain.ChainLink;
import org.migrationauditor.messages.chain.ChainPlanned;
import org.migrationauditor.messages.chain.LinkBegun;
import org.migrationauditor.messages.chain.LinkEnded;
import org.migrationauditor.messages.chain.LinkEnding;
import org.migrationauditor.messages.chain.LinkPlanned;
import org.migrationauditor.messages.chain.LinksCompared;
import org.migrationauditor.messages.migration.ChainId;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.RunbookId;
import org.migrationauditor.messages.query.ChainState;
import org.migrationauditor.messages.query.LinkState;
import org.migrationauditor.messages.query.LinkStatus;
import org.migrationauditor.query.Story;

/** A chain as its events tell it. */
final class ChainHistoryTest {
  private static final ChainId CHAIN = new ChainId("clinic-a");
  private static final MigrationId ONE = new MigrationId("one");
  private static final MigrationId TWO = new MigrationId("two");
  private static final RunbookId FIRST = new RunbookId("guide-1-to-2");
  private static final RunbookId SECOND = new RunbookId("guide-2-to-3");

  private final InMemoryEventStorageEngine engine = new InMemoryEventStorageEngine();
  private final ChainHistory history =
      new ChainHistory(EmbeddedEventStore.builder().storageEngine(engine).build());
  private long next;

  @Test
  void isEmptyBeforeThePlanAndThenAllIsToCome() {
    assertThat(history.state(CHAIN)).isEmpty();
    plan();

    ChainState state = state();
    assertThat(state.person()).isEqualTo("olga");
    assertThat(state.links())
        .extracting(LinkState::status)
        .containsExactly(LinkStatus.PENDING, LinkStatus.PENDING);
    assertThat(state.next()).contains(state.links().getFirst());
  }

  @Test
  void goesOnFromLinkToLink() {
    plan();
    store(new LinkPlanned(CHAIN, 1, ONE, FIRST, Story.digest('c')));
    assertThat(link(1).status()).isEqualTo(LinkStatus.PLANNED);
    assertThat(link(1).runbookDigest()).as("by which it goes").isEqualTo(Story.digest('c'));
    assertThat(link(1).foreseenDigest()).isEqualTo(Story.digest('a'));
    store(new LinkBegun(CHAIN, 1, ONE));
    assertThat(link(1).status()).isEqualTo(LinkStatus.BEGUN);
    end(LinkEnding.COMPLETED, Verdict.FAILED, Verdict.PASSED);
    assertThat(link(1).status()).isEqualTo(LinkStatus.PASSED);
    assertThat(link(1).verdict()).isEqualTo(Verdict.FAILED);
    assertThat(state().next()).contains(link(2));
  }

  @Test
  void standsStillAtDataThatIsNotProven() {
    plan();
    store(new LinkPlanned(CHAIN, 1, ONE, FIRST, Story.digest('a')));
    end(LinkEnding.COMPLETED, Verdict.INDETERMINATE, Verdict.INDETERMINATE);

    assertThat(link(1).status()).isEqualTo(LinkStatus.BLOCKED);
    assertThat(state().next()).contains(link(1));
  }

  @Test
  void remembersWhatALinkWasBefore() {
    plan();
    store(new LinkPlanned(CHAIN, 1, ONE, FIRST, Story.digest('a')));
    end(LinkEnding.ROLLED_BACK, Verdict.PASSED, Verdict.PASSED);
    assertThat(link(1).status()).isEqualTo(LinkStatus.ROLLED_BACK);
    store(new LinkPlanned(CHAIN, 1, TWO, FIRST, Story.digest('a')));

    assertThat(link(1).status()).isEqualTo(LinkStatus.PLANNED);
    assertThat(link(1).replaced()).containsExactly(ONE);
    assertThat(state().link(ONE)).isEmpty();
    assertThat(state().knows(ONE)).isTrue();
  }

  @Test
  void keepsTheLastComparisonOfEachReading() {
    plan();
    LinksCompared once = compared('d');
    LinksCompared again = compared('e');
    store(once);
    store(again);

    assertThat(link(2).sinceLinkBefore()).containsExactly(again);
  }

  @Test
  void saysSoWhenAnEventIsOfALinkThatThereIsNot() {
    plan();
    store(new LinkBegun(CHAIN, 3, ONE));

    assertThatThrownBy(() -> history.state(CHAIN))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("history of chain 'clinic-a': link 3 was never planned");
  }

  private void plan() {
    store(
        new ChainPlanned(
            CHAIN,
            "1",
            "3",
            List.of(
                new ChainLink(FIRST, Story.digest('a'), List.of()),
                new ChainLink(SECOND, Story.digest('b'), List.of()))));
  }

  private void end(LinkEnding ending, Verdict verdict, Verdict standing) {
    store(new LinkEnded(CHAIN, 1, ONE, ending, verdict, standing));
  }

  private static LinksCompared compared(char after) {
    return new LinksCompared(
        CHAIN, 2, TWO, Story.digest('c'), Story.digest(after), Story.comparison(Verdict.PASSED));
  }

  private void store(Object event) {
    engine.appendEvents(
        new GenericDomainEventMessage<>(
            "Chain", CHAIN.stream(), next++, event, Map.copyOf(Story.METADATA)));
  }

  private ChainState state() {
    return history.state(CHAIN).orElseThrow();
  }

  private LinkState link(int place) {
    return state().links().get(place - 1);
  }
}
