package org.migrationauditor.query.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.query.ClockJump;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.query.history.MigrationHistory;
import org.migrationauditor.query.readmodel.MigrationPage;
import org.migrationauditor.query.readmodel.ReadModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** A migration as the pages show it: as it stands, or as it was after an event. */
record TimeTravel(ReadModel readModel, MigrationHistory history) {
  private static final Logger LOG = LoggerFactory.getLogger(TimeTravel.class);

  /**
   * As of an event, by replay; as it stands when that is null.
   *
   * @throws ResponseStatusException if there is no such migration or event
   */
  MigrationPage page(MigrationId id, @Nullable Long at) {
    MigrationPage now = readModel.migration(id).orElseThrow(() -> Requested.unknown(id));
    if (at == null) {
      return now;
    }
    MigrationState then =
        history
            .stateAtSequence(id, at)
            .filter(state -> state.sequence() == at)
            .orElseThrow(() -> noEvent(id, at));
    return new MigrationPage(
        then, now.timeline().stream().filter(entry -> entry.sequence() <= at).toList());
  }

  /** Where the clock was set up to an event; null when what is stored of it cannot be read. */
  @Nullable List<ClockJump> clock(MigrationId id, long sequence) {
    try {
      return history.clock(id).stream().filter(jump -> jump.after() <= sequence).toList();
    } catch (RuntimeException e) { // rows may be a stranger's
      LOG.warn("migration '{}': its clock could not be looked at: {}", id, e.getMessage());
      return null;
    }
  }

  private static ResponseStatusException noEvent(MigrationId id, long at) {
    return new ResponseStatusException(
        HttpStatus.NOT_FOUND,
        "migration '%s': it has no event %d; its timeline shows those there are".formatted(id, at));
  }
}
