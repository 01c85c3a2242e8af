package org.migrationauditor.query.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.InventoriesCompared;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.messages.migration.MigrationPlanned;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.query.Story;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The list takes its verdict from the database; it must be the one that replay gives. */
final class ListedVerdictIT {
  private final JdbcClient jdbc = JdbcClient.create(TestDatabase.migrated().application());
  private final ReadModel readModel =
      new ReadModel(jdbc, TransactionOperations.withoutTransaction());

  @Test
  void isIndeterminateWhenOnlyAnotherStepThanThePlannedOneCompared() {
    assertThat(listedAfter(Story.planned(), compared(Story.STOP, Verdict.PASSED)))
        .isEqualTo(Verdict.INDETERMINATE);
  }

  @ParameterizedTest
  @EnumSource
  void isTheVerdictOfThePlannedComparison(Verdict verdict) {
    assertThat(listedAfter(Story.planned(), compared(Story.COMPARE, verdict))).isEqualTo(verdict);
  }

  @Test
  void isFailedAsSoonAsOneFailed() {
    assertThat(
            listedAfter(
                Story.comparing(Story.COMPARE, Story.STOP),
                compared(Story.COMPARE, Verdict.PASSED),
                compared(Story.STOP, Verdict.FAILED)))
        .isEqualTo(Verdict.FAILED);
  }

  private Verdict listedAfter(MigrationPlanned plan, MigrationEvent... events) {
    MigrationProjection projection = new MigrationProjection(jdbc);
    projection.on(plan, 0, Story.at(0), MetaData.emptyInstance());
    int sequence = 0;
    for (MigrationEvent event : List.of(events)) {
      sequence++;
      projection.on(event, sequence, Story.at(sequence), MetaData.emptyInstance());
    }
    Verdict listed = readModel.migrations().getFirst().verdict();
    assertThat(readModel.migration(Story.ID).orElseThrow().state().verdict()).isEqualTo(listed);
    return listed;
  }

  private static InventoriesCompared compared(StepId step, Verdict verdict) {
    return new InventoriesCompared(Story.ID, step, Story.comparison(verdict));
  }
}
