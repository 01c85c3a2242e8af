package org.migrationauditor.query.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.query.QuerySideConfiguration;
import org.migrationauditor.query.Story;
import org.migrationauditor.query.readmodel.Projector;
import org.migrationauditor.query.readmodel.ReadModelOwner;
import org.migrationauditor.query.readmodel.TestDatabase;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The pages as an application serves them: a real port, a real database, every auto-configuration.
 */
final class PagesServer implements AutoCloseable {
  private final ConfigurableApplicationContext context;
  private final Path reports;

  /** Serves the histories given, with reports from that folder that nobody checks. */
  PagesServer(Path reports, List<List<MigrationEvent>> histories) {
    this(
        reports,
        histories,
        (pdf, now, report) -> new CheckedReport(Verdict.INDETERMINATE, List.of(), List.of()));
  }

  /** Serves the histories given, with reports from that folder, and who checks them. */
  PagesServer(Path reports, List<List<MigrationEvent>> histories, ReportChecker checker) {
    this.reports = reports;
    InMemoryEventStorageEngine engine = new InMemoryEventStorageEngine();
    for (List<MigrationEvent> history : histories) {
      List<DomainEventMessage<MigrationEvent>> messages = new ArrayList<>();
      for (MigrationEvent event : history) {
        messages.add(Story.message(event, messages.size(), Story.at(messages.size())));
      }
      engine.appendEvents(messages);
    }
    TestDatabase database = TestDatabase.migrated();
    this.context =
        new SpringApplicationBuilder(Application.class)
            .initializers(
                spring -> {
                  GenericApplicationContext registry = (GenericApplicationContext) spring;
                  registry.registerBean(ReadModelOwner.class, database::readModelOwner);
                  registry.registerBean(DataSource.class, database::application);
                  registry.registerBean(
                      EventStore.class,
                      () -> EmbeddedEventStore.builder().storageEngine(engine).build());
                  registry.registerBean(
                      ReportFiles.class,
                      () -> (id, file) -> reports.resolve(id.value()).resolve(file));
                  registry.registerBean(ReportChecker.class, () -> checker);
                })
            .properties(
                Map.of(
                    "server.address", "127.0.0.1",
                    "server.port", "0",
                    "spring.flyway.enabled", "false",
                    "axon.axonserver.enabled", "false",
                    "spring.main.banner-mode", "off"))
            .run();
    Awaitility.await()
        .until(() -> context.getBean(Projector.class).standing() == Projector.Standing.CURRENT);
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import({QuerySideConfiguration.class, QueryWebConfiguration.class})
  static class Application {}

  /** A place where reports of a migration lie. */
  Path reports(String migration) throws IOException {
    return Files.createDirectories(reports.resolve(migration));
  }

  /** Connects as the owner of the read models. */
  DataSource owner() {
    return context.getBean(ReadModelOwner.class).dataSource();
  }

  Projector projector() {
    return context.getBean(Projector.class);
  }

  int port() {
    return Integer.parseInt(
        Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port")));
  }

  URI uri(String path) {
    return URI.create("http://localhost:" + port() + path);
  }

  /** GET as a browser on this machine asks; HTTP/1.0, so that the body comes in one piece. */
  Answer get(String target) throws IOException {
    return ask("GET %s HTTP/1.0\r\nHost: localhost:%d\r\n".formatted(target, port()));
  }

  /** Sends a request line and headers as they are. */
  Answer ask(String head) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket
          .getOutputStream()
          .write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      String raw = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int end = raw.indexOf("\r\n\r\n");
      return new Answer(
          Integer.parseInt(raw.substring(9, 12)), raw.substring(0, end), raw.substring(end + 4));
    }
  }

  @Override
  public void close() {
    context.close();
  }

  /** What came back. */
  record Answer(int status, String head, String body) {}
}
