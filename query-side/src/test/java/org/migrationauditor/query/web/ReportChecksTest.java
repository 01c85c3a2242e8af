package org.migrationauditor.query.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.query.Story;
import org.migrationauditor.query.history.MigrationHistory;
import org.springframework.http.HttpStatus;
import org.springframework.ui.ConcurrentModel;
import org.springframework.web.server.ResponseStatusException;

/** What is said where nothing can be checked. */
final class ReportChecksTest {
  private final InMemoryEventStorageEngine engine = new InMemoryEventStorageEngine();
  private final ReportChecks checks =
      new ReportChecks(
          new IssuedFiles((id, file) -> Path.of("nowhere", file)),
          new MigrationHistory(EmbeddedEventStore.builder().storageEngine(engine).build()),
          (pdf, now, report) -> new CheckedReport(Verdict.PASSED, List.of(), List.of()),
          new Words(ZoneOffset.UTC));

  @Test
  void saysWhyAHistoryThatIsNoneTellsNothingOfAReport() {
    List<DomainEventMessage<MigrationEvent>> rewritten = new ArrayList<>(Story.messages(Story.ID));
    rewritten.remove(3);
    engine.appendEvents(rewritten);

    assertThatThrownBy(this::check)
        .isInstanceOfSatisfying(
            ResponseStatusException.class,
            said -> {
              assertThat(said.getStatusCode()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
              assertThat(said.getReason())
                  .startsWith("report 'whole.pdf': it was not checked, since nothing tells how it")
                  .contains("event 3: event 4 stands in its place")
                  .endsWith("compare the stored events with a report's head");
            });
    assertThatThrownBy(this::check).as("the turn is free again").hasMessageContaining("event 3");
  }

  private String check() {
    return checks.check(Story.ID.value(), "whole.pdf", null, new ConcurrentModel());
  }
}
