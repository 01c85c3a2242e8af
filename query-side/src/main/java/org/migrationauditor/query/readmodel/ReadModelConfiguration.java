package org.migrationauditor.query.readmodel;

import javax.sql.DataSource;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The read models and what fills them. Needs an {@link EventStore}, the application's {@link
 * DataSource} with its {@link PlatformTransactionManager}, and a {@link ReadModelOwner}.
 */
@Configuration(proxyBeanMethods = false)
public class ReadModelConfiguration {
  /** Migrates the schema first, then follows the history from start to shutdown. */
  @Bean
  Projector projector(
      ReadModelOwner owner,
      EventStore events,
      DataSource dataSource,
      PlatformTransactionManager transactions) {
    ReadModelSchema.migrate(owner);
    // The projection is no bean: Axon's auto-configuration would run it a second time.
    return new Projector(
        new MigrationProjection(JdbcClient.create(dataSource)),
        events,
        tokens(dataSource),
        new SpringTransactionManager(transactions));
  }

  @Bean
  ReadModel readModel(DataSource dataSource, PlatformTransactionManager transactions) {
    TransactionTemplate snapshot = new TransactionTemplate(transactions);
    snapshot.setReadOnly(true);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    return new ReadModel(JdbcClient.create(dataSource), snapshot);
  }

  private static TokenStore tokens(DataSource dataSource) {
    return JdbcTokenStore.builder()
        .connectionProvider(
            new UnitOfWorkAwareConnectionProviderWrapper(
                new SpringDataSourceConnectionProvider(dataSource)))
        .serializer(Jackson3Serializer.builder().build())
        .schema(
            TokenSchema.builder()
                .setTokenTable(ReadModelSchema.NAME + ".token_entry")
                .setProcessorNameColumn("processor_name")
                .setTokenTypeColumn("token_type")
                .build())
        .build();
  }
}
