package org.migrationauditor.command.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.migrationauditor.evidence.StoredEvent;
import org.migrationauditor.messages.chain.ChainEvent;
import org.migrationauditor.messages.log.LogEvent;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.messages.migration.RolesNamed;
import org.migrationauditor.messages.migration.StepSucceeded;
import org.migrationauditor.messages.person.PersonErased;
import org.migrationauditor.messages.person.Personal;

class PersonalFieldsTest {
  @Test
  void everyTextOfAnEventIsPersonalOrKnownToBeNone() {
    Set<String> unmarked = new TreeSet<>();
    Set<String> marked = new TreeSet<>();
    Stream.of(
            Arrays.stream(MigrationEvent.class.getPermittedSubclasses()),
            Arrays.stream(ChainEvent.class.getPermittedSubclasses()),
            Arrays.stream(LogEvent.class.getPermittedSubclasses()),
            Stream.<Class<?>>of(PersonErased.class))
        .flatMap(types -> types)
        .forEach(type -> collect(type, unmarked, marked));

    assertThat(unmarked)
        .as("texts that neither name a person nor are a person's words; mark any other @Personal")
        .containsExactly(
            "AcknowledgedLoss.id",
            "AcknowledgedLoss.lost",
            "ChainPlanned.from",
            "ChainPlanned.to",
            "DeviationRecorded.guideStep",
            "DeviationRecorded.reason",
            "InventorySummary.root",
            "IssuedReport.fileName",
            "IssuedReport.scope",
            "IssuedReport.signer",
            "LogKeyChanged.endorsement",
            "LogKeyChanged.from",
            "LogKeyChanged.to",
            "MigrationPlanned.parameters",
            "Observation.what",
            "PlannedStep.deviation",
            "PlannedStep.guideStep",
            "PlannedStep.title",
            "ReportWithdrawn.reportId",
            "Roles.languages",
            "StepFailed.reason",
            "StepStarted.summary",
            "StepUncertain.reason",
            "Waiver.key");
    assertThat(marked)
        .as("sealed once, opened for ever: one that is renamed must be known by its old name, too")
        .containsExactly(
            "AcknowledgedLoss.person",
            "LogKeyChanged.person",
            "LogKeyChanged.reason",
            "Observation.seen",
            "PersonErased.person",
            "PersonErased.reason",
            "RepeatAllowed.operator",
            "RepeatAllowed.reason",
            "ReportIssued.person",
            "ReportIssued.reason",
            "ReportWithdrawn.person",
            "ReportWithdrawn.reason",
            "Roles.approvers",
            "Roles.operators",
            "Roles.owners",
            "RolesNamed.person",
            "RolesNamed.reason",
            "RollbackBegun.person",
            "RollbackBegun.reason",
            "RunbookChanged.person",
            "RunbookChanged.reason",
            "StepApproved.approver",
            "StepApproved.reason",
            "StepAttested.evidenceFile",
            "StepAttested.note",
            "StepAttested.person",
            "Waiver.person",
            "Waiver.reason");
  }

  @Test
  void wordsBelongToWhoeverTheirRecordNames() {
    for (Class<?> type :
        Stream.concat(
                Arrays.stream(MigrationEvent.class.getPermittedSubclasses()),
                Stream.<Class<?>>of(PersonErased.class))
            .toList()) {
      for (RecordComponent component : type.getRecordComponents()) {
        Personal mark = component.getAnnotation(Personal.class);
        if (mark != null && !mark.by().isEmpty()) {
          assertThat(type.getRecordComponents())
              .extracting(RecordComponent::getName)
              .as(type.getSimpleName())
              .contains(mark.by());
        }
      }
    }
  }

  @Test
  void findsNamesInListsAndMapsAndWhoeverAsked() {
    assertThat(
            texts(
                RolesNamed.class,
                """
                {"roles": {"operators": ["olga", "otto"], "approvers": [], "owners": {"*": ["anna"]}},
                 "person": "berta", "reason": "holidays"}
                """))
        .containsExactlyInAnyOrder(
            "payload/reason of berta: holidays",
            "payload/person of berta: berta",
            "payload/roles/operators/0 of olga: olga",
            "payload/roles/operators/1 of otto: otto",
            "payload/roles/owners/*/0 of anna: anna",
            "metadata/who of otto: otto");
  }

  @Test
  void findsWhoAnsweredAPromptWithinWhatWasSeen() {
    String seen =
        """
        {"observations": [{"what": "w", "verdict": "PASSED", "seen": "%s"}]}
        """;
    for (String how :
        List.of("a line of text, after line 4", "a line that nobody sees", "secret 'key'")) {
      assertThat(texts(StepSucceeded.class, seen.formatted("by Olga with us with " + how)))
          .contains("payload/observations/0/seen of Olga with us: Olga with us");
    }
    assertThat(texts(StepSucceeded.class, seen.formatted("with option 'a', by its number 3")))
        .containsExactly("metadata/who of otto: otto");
  }

  @Test
  void readsPastWhatIsMissingOrNoText() {
    assertThat(
            texts(RolesNamed.class, "{\"roles\": 7, \"person\": null, \"reason\": {\"a\": [1]}}"))
        .containsExactly("metadata/who of otto: otto");
  }

  private static List<String> texts(Class<?> type, String payload) {
    List<String> texts = new ArrayList<>();
    PersonalData.visit(
        new StoredEvent(
            "night", 1, type.getName(), "1", "2026-01-01T00:00:00Z", payload, "{\"who\":\"otto\"}"),
        text -> texts.add("%s of %s: %s".formatted(text.place(), text.owner(), text.value())));
    return texts;
  }

  private static void collect(Class<?> type, Set<String> unmarked, Set<String> marked) {
    for (RecordComponent component : type.getRecordComponents()) {
      String name = type.getSimpleName() + "." + component.getName();
      if (component.getAnnotation(Personal.class) != null) {
        marked.add(name);
      } else if (!walk(component.getGenericType(), unmarked, marked)) {
        unmarked.add(name);
      }
    }
  }

  /** Whether no text of the component's own is in it. */
  private static boolean walk(Type type, Set<String> unmarked, Set<String> marked) {
    if (type instanceof ParameterizedType generic) {
      return Arrays.stream(generic.getActualTypeArguments())
          .allMatch(argument -> walk(argument, unmarked, marked));
    }
    if (type instanceof Class<?> plain
        && plain.isRecord()
        && plain.getRecordComponents().length > 1) {
      collect(plain, unmarked, marked);
    }
    return type != String.class;
  }
}
