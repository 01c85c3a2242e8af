package org.migrationauditor.command.key;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.migrationauditor.evidence.KeyChange;
import org.migrationauditor.evidence.NoteSigner;
import org.migrationauditor.messages.log.ChangeLogKey;
import org.migrationauditor.messages.log.LogKeyChanged;
import org.migrationauditor.messages.migration.EventMetadata;

/** Which key may follow which. */
final class LogKeysTest {
  private static final Map<String, String> OLGA = Map.of(EventMetadata.WHO, "olga");

  private final NoteSigner one = signer();
  private final NoteSigner two = signer();
  private final NoteSigner three = signer();
  private final AggregateTestFixture<LogKeys> keys = new AggregateTestFixture<>(LogKeys.class);

  @Test
  void oneFollowsTheOtherAndTheSameChangeAgainIsARetry() {
    keys.givenNoPriorActivity().when(asks(one, two), OLGA).expectEvents(told(one, two));
    keys.given(told(one, two)).when(asks(two, three), OLGA).expectEvents(told(two, three));
    keys.given(told(one, two))
        .when(asks(one, two), OLGA)
        .expectSuccessfulHandlerExecution()
        .expectNoEvents();
  }

  @Test
  void noneFollowsAKeyThatSignsNoMore() {
    keys.given(told(one, two))
        .when(asks(one, three), OLGA)
        .expectException(LogKeyRejection.class)
        .expectExceptionMessage(
            "sealed log: its key was not changed: another key was brought in meanwhile; try again")
        .expectNoEvents();
  }

  @Test
  void noneFollowsThatTheOtherDidNotSign() {
    ChangeLogKey honest = asks(one, two);
    keys.givenNoPriorActivity()
        .when(
            new ChangeLogKey(honest.from(), honest.to(), "why", asks(one, three).endorsement()),
            OLGA)
        .expectException(LogKeyRejection.class)
        .expectNoEvents();
    keys.givenNoPriorActivity()
        .when(new ChangeLogKey(honest.from(), honest.to(), "why", "no note"), OLGA)
        .expectException(LogKeyRejection.class)
        .expectNoEvents();
  }

  @Test
  void whatAStrangerPutIntoTheHistoryStandsInTheWayOfNoChange() {
    LogKeyChanged unsigned =
        new LogKeyChanged(one.key().toString(), three.key().toString(), "olga", "", "no note");
    keys.given(unsigned, told(two, three)).when(asks(one, two), OLGA).expectEvents(told(one, two));
  }

  @Test
  void isNotChangedByNobody() {
    keys.givenNoPriorActivity()
        .when(asks(one, two))
        .expectException(LogKeyRejection.class)
        .expectNoEvents();
  }

  private static ChangeLogKey asks(NoteSigner from, NoteSigner to) {
    return new ChangeLogKey(
        from.key().toString(),
        to.key().toString(),
        "a laptop was lost",
        KeyChange.signed(from, to).toString());
  }

  private static LogKeyChanged told(NoteSigner from, NoteSigner to) {
    ChangeLogKey asked = asks(from, to);
    return new LogKeyChanged(asked.from(), asked.to(), "olga", asked.reason(), asked.endorsement());
  }

  private static NoteSigner signer() {
    try {
      return new NoteSigner(
          "host.example/migration-log", KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
