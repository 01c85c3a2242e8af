package org.migrationauditor.command.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.hamcrest.CustomTypeSafeMatcher;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.migrationauditor.command.chain.ChainRejection.Code;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.chain.BeginLink;
import org.migrationauditor.messages.chain.ChainEvent;
import org.migrationauditor.messages.chain.ChainLink;
import org.migrationauditor.messages.chain.ChainPlanned;
import org.migrationauditor.messages.chain.CompareLinks;
import org.migrationauditor.messages.chain.EndLink;
import org.migrationauditor.messages.chain.LinkBegun;
import org.migrationauditor.messages.chain.LinkEnded;
import org.migrationauditor.messages.chain.LinkEnding;
import org.migrationauditor.messages.chain.LinkPlanned;
import org.migrationauditor.messages.chain.LinksCompared;
import org.migrationauditor.messages.chain.PlanChain;
import org.migrationauditor.messages.chain.PlanLink;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.migration.AcknowledgedLoss;
import org.migrationauditor.messages.migration.ChainId;
import org.migrationauditor.messages.migration.EventMetadata;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.RunbookId;

/** In which order the links of a chain may be planned and begun. */
final class ChainTest {
  private static final ChainId CHAIN = new ChainId("clinic-a");
  private static final MigrationId ONE = new MigrationId("one");
  private static final MigrationId OTHER = new MigrationId("other");
  private static final MigrationId TWO = new MigrationId("two");
  private static final RunbookId FIRST = new RunbookId("guide-1-to-2");
  private static final RunbookId SECOND = new RunbookId("guide-2-to-3");
  private static final Map<String, String> OLGA = Map.of(EventMetadata.WHO, "olga");
  private static final List<ChainLink> LINKS =
      List.of(
          new ChainLink(
              FIRST, digest('a'), List.of(new AcknowledgedLoss("users", "all users", "olga"))),
          new ChainLink(SECOND, digest('b'), List.of()));
  private static final ChainPlanned PLANNED = new ChainPlanned(CHAIN, "1", "3", LINKS);
  private static final LinkPlanned ONE_PLANNED = new LinkPlanned(CHAIN, 1, ONE, FIRST, digest('a'));
  private static final LinkPlanned TWO_PLANNED =
      new LinkPlanned(CHAIN, 2, TWO, SECOND, digest('b'));

  private final AggregateTestFixture<Chain> chain = new AggregateTestFixture<>(Chain.class);

  @Test
  void isPlannedOnceAndTheSameAgainIsARetry() {
    chain
        .givenNoPriorActivity()
        .when(new PlanChain(CHAIN, "1", "3", LINKS), OLGA)
        .expectEvents(PLANNED);
    chain
        .given(PLANNED)
        .when(new PlanChain(CHAIN, "1", "3", LINKS), OLGA)
        .expectSuccessfulHandlerExecution()
        .expectNoEvents();
  }

  @Test
  void isNotPlannedOtherwiseUnderTheSameName() {
    chain
        .given(PLANNED)
        .when(new PlanChain(CHAIN, "1", "2", LINKS.subList(0, 1)), OLGA)
        .expectException(
            refusal(
                Code.OTHER_PLAN,
                "chain 'clinic-a': it is planned already, otherwise; nothing was planned, choose another name"))
        .expectNoEvents();
  }

  @Test
  void isNotPlannedWithoutLinksOrForNobody() {
    chain
        .givenNoPriorActivity()
        .when(new PlanChain(CHAIN, "1", "3", List.of()), OLGA)
        .expectException(refusal(Code.NO_LINKS, "the chain has no links"));
    chain
        .givenNoPriorActivity()
        .when(new PlanChain(CHAIN, "1", "3", LINKS), Map.of(EventMetadata.WHO, " "))
        .expectException(refusal(Code.NO_CALLER, "does not say who asks"));
  }

  @Test
  void takesTheFirstLinkAndTheSameAgainAsARetry() {
    given().when(first(ONE), OLGA).expectEvents(ONE_PLANNED);
    given(ONE_PLANNED).when(first(ONE), OLGA).expectNoEvents();
    given(ONE_PLANNED, begun(ONE)).when(first(ONE), OLGA).expectNoEvents();
  }

  @Test
  void takesASitesOwnRunbookOfTheLink() {
    RunbookId own = new RunbookId("guide-1-to-2.clinic-a");
    given()
        .when(new PlanLink(CHAIN, 1, ONE, own, digest('c')), OLGA)
        .expectEvents(new LinkPlanned(CHAIN, 1, ONE, own, digest('c')));
  }

  @Test
  void refusesTheRunbookOfAnotherUpgrade() {
    given()
        .when(new PlanLink(CHAIN, 1, ONE, SECOND, digest('b')), OLGA)
        .expectException(
            refusal(
                Code.OTHER_RUNBOOK,
                "link 1 is by runbook 'guide-1-to-2', not by 'guide-2-to-3'; nothing was planned"))
        .expectNoEvents();
  }

  @Test
  void refusesALaterLinkBeforeTheFirstIsPlanned() {
    given()
        .when(second(TWO), OLGA)
        .expectException(refusal(Code.OUT_OF_ORDER, "link 1 comes next, not link 2"))
        .expectNoEvents();
  }

  @Test
  void refusesTheNextLinkWhileTheOneBeforeIsUnderWay() {
    given(ONE_PLANNED, begun(ONE))
        .when(second(TWO), OLGA)
        .expectException(
            refusal(
                Code.LINK_OPEN,
                "link 1 is migration 'one', which has begun and is not at its end; nothing was planned, run it to its end or go back: ./auditor status one"))
        .expectNoEvents();
  }

  @Test
  void refusesToReplaceALinkThatHasBegun() {
    given(ONE_PLANNED, begun(ONE))
        .when(first(OTHER), OLGA)
        .expectException(refusal(Code.LINK_OPEN, "link 1 is migration 'one'"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Verdict.class,
      names = {"INDETERMINATE", "FAILED"})
  void refusesTheNextLinkWhenTheDataOfTheOneBeforeIsNotProven(Verdict verdict) {
    for (LinkEnding ending : LinkEnding.values()) {
      given(ONE_PLANNED, begun(ONE), ended(ONE, 1, ending, verdict, verdict))
          .when(second(TWO), OLGA)
          .expectException(
              refusal(Code.LINK_NOT_PASSED, "and is " + verdict + "; nothing was planned, see to"))
          .expectNoEvents();
    }
  }

  @Test
  void refusesTheNextLinkWhenTheOneBeforeWasRolledBack() {
    given(ONE_PLANNED, begun(ONE), rolledBack())
        .when(second(TWO), OLGA)
        .expectException(refusal(Code.OUT_OF_ORDER, "link 1 comes next, not link 2"));
  }

  @Test
  void takesTheNextLinkOnceTheOneBeforeHasPassed() {
    given(ONE_PLANNED, begun(ONE), passed(ONE, 1))
        .when(second(TWO), OLGA)
        .expectEvents(TWO_PLANNED);
  }

  @Test
  void takesTheNextLinkWhenEveryFindingWasAccepted() {
    given(
            ONE_PLANNED,
            begun(ONE),
            ended(ONE, 1, LinkEnding.COMPLETED, Verdict.FAILED, Verdict.PASSED))
        .when(second(TWO), OLGA)
        .expectEvents(TWO_PLANNED);
  }

  @Test
  void replacesALinkThatChangedNothingOrWasTakenBack() {
    LinkPlanned other = new LinkPlanned(CHAIN, 1, OTHER, FIRST, digest('a'));
    given(ONE_PLANNED).when(first(OTHER), OLGA).expectEvents(other);
    given(ONE_PLANNED, begun(ONE), rolledBack()).when(first(OTHER), OLGA).expectEvents(other);
  }

  @Test
  void takesTheSameNameWithAnotherRunbookWhileNothingWasChanged() {
    given(ONE_PLANNED)
        .when(new PlanLink(CHAIN, 1, ONE, FIRST, digest('c')), OLGA)
        .expectEvents(new LinkPlanned(CHAIN, 1, ONE, FIRST, digest('c')));
  }

  @Test
  void refusesAMigrationThatIsOrWasALink() {
    given(ONE_PLANNED, begun(ONE), rolledBack())
        .when(first(ONE), OLGA)
        .expectException(
            refusal(Code.NAME_TAKEN, "migration 'one' is or was a link of it already"));
    given(ONE_PLANNED, begun(ONE), passed(ONE, 1))
        .when(second(ONE), OLGA)
        .expectException(refusal(Code.NAME_TAKEN, "choose another name"));
  }

  @Test
  void refusesALinkAfterTheLast() {
    given(ONE_PLANNED, begun(ONE), passed(ONE, 1), TWO_PLANNED, passed(TWO, 2))
        .when(new PlanLink(CHAIN, 3, OTHER, SECOND, digest('b')), OLGA)
        .expectException(refusal(Code.COMPLETED, "all 2 links have passed; nothing was planned"));
  }

  @Test
  void beginsALinkOnceAndNeverOneThatWasReplaced() {
    given(ONE_PLANNED).when(new BeginLink(CHAIN, ONE), OLGA).expectEvents(begun(ONE));
    given(ONE_PLANNED, begun(ONE)).when(new BeginLink(CHAIN, ONE), OLGA).expectNoEvents();
    given(ONE_PLANNED, new LinkPlanned(CHAIN, 1, OTHER, FIRST, digest('a')))
        .when(new BeginLink(CHAIN, ONE), OLGA)
        .expectException(
            refusal(
                Code.NOT_A_LINK, "migration 'one' is no link of it, or another has replaced it"));
  }

  @Test
  void endsALinkOnce() {
    EndLink end = new EndLink(CHAIN, ONE, LinkEnding.COMPLETED, Verdict.PASSED, Verdict.PASSED);
    given(ONE_PLANNED, begun(ONE)).when(end, OLGA).expectEvents(passed(ONE, 1));
    given(ONE_PLANNED, begun(ONE), passed(ONE, 1)).when(end, OLGA).expectNoEvents();
    given(ONE_PLANNED, begun(ONE), rolledBack()).when(end, OLGA).expectNoEvents();
  }

  @Test
  void keepsWhatChangedBetweenTwoLinksOnce() {
    ComparisonSummary found =
        new ComparisonSummary(
            new InventoryName("after"),
            new InventoryName("before"),
            Verdict.PASSED,
            9,
            Map.of(),
            Map.of(),
            digest('f'));
    CompareLinks compare = new CompareLinks(CHAIN, TWO, digest('d'), digest('e'), found);
    LinksCompared compared = new LinksCompared(CHAIN, 2, TWO, digest('d'), digest('e'), found);

    given(ONE_PLANNED, passed(ONE, 1), TWO_PLANNED).when(compare, OLGA).expectEvents(compared);
    given(ONE_PLANNED, passed(ONE, 1), TWO_PLANNED, compared).when(compare, OLGA).expectNoEvents();
    given(ONE_PLANNED)
        .when(new CompareLinks(CHAIN, ONE, digest('d'), digest('e'), found), OLGA)
        .expectException(refusal(Code.FIRST_LINK, "migration 'one' is its first link"));
  }

  private When given(ChainEvent... events) {
    List<Object> all = new ArrayList<>(List.of(events));
    all.addFirst(PLANNED);
    return (command, metadata) -> chain.given(all).when(command, metadata);
  }

  /** What is asked after that. */
  private interface When {
    ResultValidator<Chain> when(Object command, Map<String, ?> metadata);
  }

  private static PlanLink first(MigrationId migration) {
    return new PlanLink(CHAIN, 1, migration, FIRST, digest('a'));
  }

  private static PlanLink second(MigrationId migration) {
    return new PlanLink(CHAIN, 2, migration, SECOND, digest('b'));
  }

  private static LinkBegun begun(MigrationId migration) {
    return new LinkBegun(CHAIN, 1, migration);
  }

  private static LinkEnded passed(MigrationId migration, int place) {
    return ended(migration, place, LinkEnding.COMPLETED, Verdict.PASSED, Verdict.PASSED);
  }

  private static LinkEnded rolledBack() {
    return ended(ONE, 1, LinkEnding.ROLLED_BACK, Verdict.PASSED, Verdict.PASSED);
  }

  private static LinkEnded ended(
      MigrationId migration, int place, LinkEnding ending, Verdict verdict, Verdict standing) {
    return new LinkEnded(CHAIN, place, migration, ending, verdict, standing);
  }

  private static ContentDigest digest(char hexDigit) {
    return new ContentDigest(String.valueOf(hexDigit).repeat(64));
  }

  private static Matcher<ChainRejection> refusal(Code code, String words) {
    return new CustomTypeSafeMatcher<>(code + ": " + words) {
      @Override
      protected boolean matchesSafely(ChainRejection refusal) {
        return refusal.code() == code && String.valueOf(refusal.getMessage()).contains(words);
      }
    };
  }
}
