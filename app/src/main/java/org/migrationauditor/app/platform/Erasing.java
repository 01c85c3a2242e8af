package org.migrationauditor.app.platform;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.migrationauditor.command.person.KeyDestruction;
import org.migrationauditor.command.person.PersonKeys;
import org.migrationauditor.command.person.PersonTrace;
import org.migrationauditor.command.run.Caller;
import org.migrationauditor.command.run.MigrationCommands;
import org.migrationauditor.command.run.Runner;
import org.migrationauditor.command.store.DatabaseAccess;
import org.migrationauditor.command.store.StoredEvents;
import org.migrationauditor.evidence.StoredEvent;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.person.ErasePerson;
import org.migrationauditor.messages.person.PersonId;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.query.history.MigrationHistory;
import org.migrationauditor.query.readmodel.ReadModelClearing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes unreadable what the history holds of one person, and tells what stays. */
public final class Erasing {
  private static final Logger LOG = LoggerFactory.getLogger(Erasing.class);

  private final StoredEvents events;
  private final PersonKeys keys;
  private final MigrationHistory history;
  private final MigrationCommands commands;
  private final DatabaseAccess access;

  Erasing(
      StoredEvents events,
      PersonKeys keys,
      MigrationHistory history,
      MigrationCommands commands,
      DatabaseAccess access) {
    this.events = events;
    this.keys = keys;
    this.history = history;
    this.commands = commands;
    this.access = access;
  }

  /**
   * What there is of a person.
   *
   * @param id empty when nothing is stored under a key of theirs, or none is any more
   * @param migrations of which an event is theirs or names them, as they stand
   */
  public record Found(Optional<PersonId> id, PersonTrace trace, List<MigrationState> migrations) {
    /** Those in which nobody can approve, accept or name anyone once this person is erased. */
    public List<MigrationId> unfinished() {
      return migrations.stream()
          .filter(state -> state.completedAt() == null)
          .map(MigrationState::migrationId)
          .toList();
    }

    /** Signed reports of these migrations, count. */
    public long reports() {
      return migrations.stream().mapToLong(state -> state.reports().size()).sum();
    }
  }

  /** Looks through the whole history. */
  public Found find(String name) {
    Optional<PersonId> id = keys.find(name);
    PersonTrace trace = new PersonTrace(name, id);
    try (Stream<StoredEvent> all = events.all()) {
      all.forEach(trace::look);
    }
    List<MigrationState> migrations =
        trace.streams().keySet().stream()
            .filter(MigrationId::isStream)
            .flatMap(stream -> history.state(new MigrationId(stream)).stream())
            .toList();
    return new Found(id, trace, migrations);
  }

  /** Those who were erased, as it was recorded. */
  public List<StoredEvent> erasures() {
    return events.erasures();
  }

  /**
   * Records that a person is erased and destroys their key. The same again finishes what was broken
   * off.
   *
   * @param unrun is asked of each migration that is not finished and throws while it is run
   * @return whether the table of keys was written anew without the destroyed one; when not, the
   *     same command does it later
   * @throws IllegalStateException when a process keeps the read models; nothing was erased
   */
  public boolean erase(Found found, String person, String reason, Consumer<MigrationId> unrun) {
    return asOwner(
        owner -> {
          JdbcClient jdbc = JdbcClient.create(owner);
          ReadModelClearing readModel = new ReadModelClearing(jdbc);
          KeyDestruction destruction = new KeyDestruction(jdbc);
          if (found.id().isPresent()) {
            PersonId id = found.id().get();
            found.unfinished().forEach(unrun);
            new TransactionTemplate(new JdbcTransactionManager(owner))
                .executeWithoutResult(
                    transaction -> {
                      readModel.hold();
                      commands.send(
                          new ErasePerson(id, found.trace().total().events(), person, reason),
                          new Caller(person, Runner.bootId(Map.of())));
                      readModel.clear();
                      destruction.destroy(id);
                    });
          }
          return compacted(destruction);
        });
  }

  /** Writes the table of keys anew if one that was destroyed may still lie in its file. */
  public void compact() {
    asOwner(owner -> compacted(new KeyDestruction(JdbcClient.create(owner))));
  }

  private boolean asOwner(Predicate<DataSource> work) {
    SingleConnectionDataSource owner =
        new SingleConnectionDataSource(
            access.url(), access.ownerUser(), access.ownerPassword(), true);
    try {
      JdbcClient.create(owner).sql("SET lock_timeout = '10s'").update();
      return work.test(owner);
    } finally {
      owner.destroy();
    }
  }

  private static boolean compacted(KeyDestruction destruction) {
    try {
      destruction.compact();
      return true;
    } catch (DataAccessException e) {
      LOG.warn("keys: {}", e.getMessage());
      return false;
    }
  }
}
