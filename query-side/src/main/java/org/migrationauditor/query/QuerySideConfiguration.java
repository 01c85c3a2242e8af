package org.migrationauditor.query;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.migrationauditor.query.history.ChainHistory;
import org.migrationauditor.query.history.MigrationHistory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Time travel, which needs the event store alone. What serves pages imports the others too. */
@Configuration(proxyBeanMethods = false)
public class QuerySideConfiguration {
  @Bean
  MigrationHistory migrationHistory(EventStore events) {
    return new MigrationHistory(events);
  }

  @Bean
  ChainHistory chainHistory(EventStore events) {
    return new ChainHistory(events);
  }
}
