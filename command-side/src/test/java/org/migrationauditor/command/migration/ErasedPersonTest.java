package org.migrationauditor.command.migration;

import static org.migrationauditor.command.migration.Tale.COMPARE;
import static org.migrationauditor.command.migration.Tale.DELETE;
import static org.migrationauditor.command.migration.Tale.ID;
import static org.migrationauditor.command.migration.Tale.LOOK;
import static org.migrationauditor.command.migration.Tale.before;
import static org.migrationauditor.command.migration.Tale.started;
import static org.migrationauditor.command.migration.Tale.succeeded;

import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.migrationauditor.command.migration.MigrationRejection.Code;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.migration.ApproveStep;
import org.migrationauditor.messages.migration.EventMetadata;
import org.migrationauditor.messages.migration.NameRoles;
import org.migrationauditor.messages.migration.Roles;
import org.migrationauditor.messages.migration.StepApproved;
import org.migrationauditor.messages.migration.WaiveFinding;
import org.migrationauditor.messages.migration.Waiver;

/** What four eyes see once somebody who acted cannot be told from others any more. */
final class ErasedPersonTest {
  private static final String ERASED = "erased person 0123456789abcdef";

  static List<Object> wordsOfSomeoneElse() {
    return List.of(
        new ApproveStep(ID, DELETE, "Anton", "read the reports"),
        new NameRoles(ID, new Roles(List.of(), List.of("Berta"), Map.of()), "Anton", "holidays"),
        new WaiveFinding(
            ID,
            COMPARE,
            new Waiver(
                Tale.digest('c'),
                FindingCode.MISSING,
                "a.dcm",
                new OwnerKey("*"),
                "Anton",
                "old")));
  }

  @ParameterizedTest
  @MethodSource("wordsOfSomeoneElse")
  void nobodyElsesWordCountsOnceSomeoneWhoActedWasErased(Object command) {
    fixture()
        .given(actedByAnErasedPerson().events())
        .when(command)
        .expectException(Refusal.of(Code.PERSON_ERASED))
        .expectNoEvents();
  }

  @Test
  void deletesNothingOnAnApprovalFromBeforeTheErasure() {
    Tale tale = actedByAnErasedPerson().then(new StepApproved(ID, DELETE, "Anton", "read them"));
    fixture()
        .given(tale.events())
        .when(Tale.perform(DELETE, 1), Tale.OLGA)
        .expectException(
            Refusal.of(
                Code.PERSON_ERASED,
                "migration 'site-a': step 'delete': someone who acted was erased, and may be whoever"
                    + " asks now; nothing was started, plan it anew under another name"))
        .expectNoEvents();
  }

  @Test
  void stepsWithoutAnApprovalGoOn() {
    fixture()
        .given(before(COMPARE).by(ERASED, started(COMPARE, 1)).events())
        .when(Tale.perform(COMPARE, 1), Map.of(EventMetadata.WHO, "Otto"))
        .expectSuccessfulHandlerExecution();
  }

  @Test
  void nobodyActsUnderTheNameOfAnErasedPerson() {
    fixture()
        .given(before(DELETE).events())
        .when(new ApproveStep(ID, DELETE, "Erased Person 0123456789ABCDEF", "read them"))
        .expectException(
            Refusal.of(
                Code.BAD_TEXT,
                "migration 'site-a': step 'delete': approver is the name of an erased person; say"
                    + " who it is, nothing was recorded"))
        .expectNoEvents();
  }

  private static Tale actedByAnErasedPerson() {
    return before(LOOK).by(ERASED, started(LOOK, 1)).then(succeeded(LOOK, 1));
  }

  private static AggregateTestFixture<Migration> fixture() {
    return new AggregateTestFixture<>(Migration.class);
  }
}
