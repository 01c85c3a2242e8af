package org.migrationauditor.command.migration;

import org.axonframework.common.caching.Cache;
import org.axonframework.common.caching.WeakReferenceCache;
import org.axonframework.eventsourcing.CachingEventSourcingRepository;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;

/**
 * Keeps migrations in memory between commands, and reads one again from its first event when
 * another process has added to it: an approval comes from elsewhere while a run goes on.
 */
final class FreshRepository extends CachingEventSourcingRepository<Migration> {
  private final EventStore events;
  private final Cache cache;

  private FreshRepository(EventStore events, Cache cache) {
    super(EventSourcingRepository.builder(Migration.class).eventStore(events).cache(cache));
    this.events = events;
    this.cache = cache;
  }

  static FreshRepository of(EventStore events) {
    return new FreshRepository(events, new WeakReferenceCache());
  }

  @Override
  protected EventSourcedAggregate<Migration> doLoadWithLock(String id, Long expectedVersion) {
    EventSourcedAggregate<Migration> known = super.doLoadWithLock(id, expectedVersion);
    if (events.lastSequenceNumberFor(id).filter(last -> last.equals(known.version())).isPresent()) {
      return known;
    }
    cache.remove(id);
    return super.doLoadWithLock(id, expectedVersion);
  }
}
