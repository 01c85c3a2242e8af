package org.migrationauditor.command.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.migrationauditor.command.chain.ChainHandling;
import org.migrationauditor.command.key.LogKeyHandling;
import org.migrationauditor.command.migration.MigrationHandling;
import org.migrationauditor.command.person.ErasureHandling;
import org.migrationauditor.command.person.PersonKeys;
import org.migrationauditor.command.person.PersonalData;
import org.migrationauditor.messages.migration.EventMetadata;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.PropertySource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Everything between a command and its stored events. Needs a {@link DatabaseAccess}; works with
 * and without Spring Boot's auto-configuration, which finds here what it would make itself.
 */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:org/migrationauditor/command/store/quiet.properties")
public class CommandSideConfiguration {
  private static final int CONNECTIONS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Axon reads this before it advertises its maker's console in the log. */
  @Bean
  static BeanFactoryPostProcessor noAdvertisement() {
    return beans -> System.setProperty("disable-axoniq-console-message", "true");
  }

  /** Connects as the application's role, once the schema is ready. */
  @Bean(destroyMethod = "close")
  HikariDataSource dataSource(DatabaseAccess access) {
    EventStoreSchema.migrate(access);
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("event-store");
    pool.setJdbcUrl(access.url());
    pool.setUsername(access.applicationUser());
    pool.setPassword(access.applicationPassword());
    pool.setMaximumPoolSize(CONNECTIONS);
    pool.setMinimumIdle(1);
    pool.setConnectionTimeout(PATIENCE.toMillis());
    return new HikariDataSource(pool);
  }

  @Bean
  PlatformTransactionManager transactionManager(DataSource dataSource) {
    return new JdbcTransactionManager(dataSource);
  }

  /** Without it Axon 4.13 runs without transactions on Spring Boot 4. */
  @Bean
  TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
    return new SpringTransactionManager(transactions);
  }

  @Bean
  @Primary
  Serializer serializer() {
    return Jackson3Serializer.builder().build();
  }

  @Bean
  PersonKeys personKeys(DatabaseAccess access, DataSource dataSource) {
    return new PersonKeys(
        dataSource,
        new DriverManagerDataSource(
            access.url(), access.applicationUser(), access.applicationPassword()));
  }

  @Bean
  PersonalData personalData(PersonKeys keys) {
    return new PersonalData(keys);
  }

  @Bean
  EventStore eventStore(
      DataSource dataSource,
      TransactionManager transactions,
      Serializer serializer,
      PersonalData personal) {
    return EmbeddedEventStore.builder()
        .storageEngine(EventTable.in(dataSource, transactions, serializer, personal))
        .build();
  }

  /** Who, where and with what: from a command to the events that it leads to. */
  @Bean
  CorrelationDataProvider eventMetadata() {
    return new SimpleCorrelationDataProvider(
        EventMetadata.WHO,
        EventMetadata.HOST,
        EventMetadata.BOOT_ID,
        EventMetadata.UTC_OFFSET,
        EventMetadata.MONOTONIC_NANOS,
        EventMetadata.TOOL);
  }

  @Bean
  CommandBus commandBus(
      TransactionManager transactions, CorrelationDataProvider eventMetadata, EventStore events) {
    SimpleCommandBus bus = SimpleCommandBus.builder().transactionManager(transactions).build();
    bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(eventMetadata));
    MigrationHandling.subscribe(bus, events);
    ChainHandling.subscribe(bus, events);
    ErasureHandling.subscribe(bus, events);
    LogKeyHandling.subscribe(bus, events);
    return bus;
  }

  @Bean
  CommandGateway commandGateway(CommandBus bus) {
    return DefaultCommandGateway.builder().commandBus(bus).build();
  }

  @Bean
  StoredEvents storedEvents(DataSource dataSource) {
    return new StoredEvents(dataSource);
  }
}
