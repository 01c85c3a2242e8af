package org.migrationauditor.benchmarks;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.serialization.Serializer;
import org.migrationauditor.command.person.PersonalData;
import org.migrationauditor.command.store.CommandSideConfiguration;
import org.migrationauditor.command.store.DatabaseAccess;
import org.migrationauditor.command.store.EmbeddedDatabase;
import org.migrationauditor.command.store.StoredEvents;
import org.migrationauditor.evidence.StoredEvent;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.messages.migration.Actor;
import org.migrationauditor.messages.migration.InventoryTaken;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.MigrationPlanned;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.ReportIssued;
import org.migrationauditor.messages.migration.RunbookId;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.StepStarted;
import org.migrationauditor.messages.migration.StepSucceeded;
import org.migrationauditor.query.QuerySideConfiguration;
import org.migrationauditor.query.history.MigrationHistory;
import org.migrationauditor.query.readmodel.ReadModelClearing;
import org.migrationauditor.query.readmodel.ReadModelOwner;
import org.migrationauditor.query.readmodel.ReadModelSchema;
import org.migrationauditor.query.replay.Replay;
import org.migrationauditor.query.replay.ReplayResult;
import org.postgresql.PGConnection;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores made-up histories of 200 events each in a PostgreSQL of its own, and replays all of them
 * three times: into empty read models, against the full ones, and into emptied ones, when Java has
 * compiled what it needs.
 */
public final class ReplayingHistories {
  private static final int STEPS = 60;
  private static final int EVENTS = 200;
  private static final MigrationId MADE_UP = new MigrationId("made-up");
  private static final Instant BEGIN = Instant.parse("2026-03-01T22:00:00Z");
  private static final String METADATA =
      "{\"who\":\"olga\",\"host\":\"pacs-1\",\"bootId\":\"b\",\"utcOffset\":\"+01:00\","
          + "\"tool\":\"Migration Auditor\",\"monotonicNanos\":\"";

  private ReplayingHistories() {}

  /** Takes how many events there shall be; a million when nothing is said. */
  public static void main(String[] arguments) throws IOException, SQLException {
    int histories = (arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000) / EVENTS;
    Path folder = Files.createTempDirectory("replay");
    try (EmbeddedDatabase embedded = EmbeddedDatabase.open(folder.resolve("postgres"))) {
      replay(embedded.access(), histories);
    } finally {
      remove(folder);
    }
  }

  private static void replay(DatabaseAccess access, int histories)
      throws SQLException, IOException {
    try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
      context.registerBean(DatabaseAccess.class, () -> access);
      context.register(CommandSideConfiguration.class, QuerySideConfiguration.class);
      context.refresh();
      DataSource database = context.getBean(DataSource.class);
      store(
          database,
          context.getBean(Serializer.class),
          context.getBean(PersonalData.class),
          histories);
      DataSource owner =
          new DriverManagerDataSource(access.url(), access.ownerUser(), access.ownerPassword());
      ReadModelSchema.migrate(new ReadModelOwner(owner, access.applicationUser()));
      for (String what :
          List.of("into empty read models", "against full read models", "into emptied ones")) {
        if (what.equals("into emptied ones")) {
          new TransactionTemplate(new JdbcTransactionManager(owner))
              .executeWithoutResult(
                  status -> new ReadModelClearing(JdbcClient.create(owner)).clear());
        }
        long begun = System.nanoTime();
        AtomicLong read = new AtomicLong();
        Duration worked = worked();
        ReplayResult result =
            new Replay(
                    database,
                    context.getBean(PlatformTransactionManager.class),
                    context.getBean(MigrationHistory.class))
                .run(new StoredEvents(database).sizes(), events -> read.set(System.nanoTime()));
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
            Locale.ROOT,
            "%-26s %,10d events of %,6d migrations %7.1f s, of which %.1f s after the last was read, %.1f s of Java's processor time, %,10.0f events/s, %d rows differ%n",
            what,
            result.events(),
            result.migrations(),
            seconds,
            (System.nanoTime() - read.get()) / 1e9,
            worked().minus(worked).toMillis() / 1e3,
            result.events() / seconds,
            result.different());
      }
    }
  }

  private static Duration worked() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static void store(
      DataSource database, Serializer serializer, PersonalData personal, int histories)
      throws SQLException, IOException {
    List<StoredEvent> night = night(serializer);
    try (Connection connection = database.getConnection()) {
      for (int i = 0; i < histories; i++) {
        StringBuilder text = new StringBuilder();
        for (StoredEvent made : night) {
          text.append(line(personal.sealed(of(MADE_UP.value() + i, made))));
        }
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                "COPY event_store.domain_event (event_identifier, aggregate_identifier,"
                    + " sequence_number, type, payload_type, payload_revision, payload, metadata,"
                    + " time_stamp) FROM STDIN",
                new StringReader(text.toString()));
      }
    }
  }

  private static List<StoredEvent> night(Serializer serializer) {
    List<StoredEvent> night = new ArrayList<>();
    for (MigrationEvent event : history(MADE_UP)) {
      night.add(
          new StoredEvent(
              MADE_UP.value(),
              night.size(),
              event.getClass().getName(),
              "1",
              BEGIN.plusSeconds(night.size()).toString(),
              serializer.serialize(event, String.class).getData(),
              METADATA + night.size() * 1_000_000_000L + "\"}"));
    }
    return night;
  }

  private static StoredEvent of(String stream, StoredEvent made) {
    return new StoredEvent(
        stream,
        made.sequence(),
        made.type(),
        made.revision(),
        made.timestamp(),
        made.payloadJson().replace("\"made-up\"", "\"" + stream + "\""),
        made.metadataJson());
  }

  private static String line(StoredEvent event) {
    return String.join(
            "\t",
            UUID.randomUUID().toString(),
            event.streamId(),
            Long.toString(event.sequence()),
            "Migration",
            event.type(),
            event.revision(),
            event.payloadJson().replace("\\", "\\\\"),
            event.metadataJson().replace("\\", "\\\\"),
            event.timestamp())
        + "\n";
  }

  /** A night of {@value #STEPS} steps, many inventories and many reports. */
  private static List<MigrationEvent> history(MigrationId id) {
    ContentDigest digest = new ContentDigest("a".repeat(64));
    List<PlannedStep> steps = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      steps.add(
          new PlannedStep(
              new StepId("step-" + i),
              "What is done by step " + i,
              Integer.toString(i),
              ActionKind.RUN_SCRIPT,
              Actor.OPERATOR,
              true,
              List.of(),
              List.of(),
              false,
              null));
    }
    List<MigrationEvent> events = new ArrayList<>();
    events.add(
        new MigrationPlanned(
            id, new RunbookId("made-up"), digest, steps, Map.of("fastDataDir", "/fast"), false));
    for (PlannedStep step : steps) {
      events.add(new StepStarted(id, step.stepId(), 1, step.action(), "runs a script"));
      if (events.size() % 3 == 0) {
        events.add(new InventoryTaken(id, step.stepId(), inventory(events.size(), digest)));
      }
      events.add(
          new StepSucceeded(
              id,
              step.stepId(),
              1,
              1_000,
              0,
              digest,
              List.of(new Observation("the effect", Verdict.PASSED, "was seen"))));
    }
    StepId last = steps.getLast().stepId();
    while (events.size() < EVENTS) {
      String owner = "owner-" + events.size();
      events.add(
          new ReportIssued(
              id,
              last,
              new IssuedReport(owner, Verdict.PASSED, owner + ".pdf", digest, "CN=x", true)));
    }
    return events;
  }

  private static InventorySummary inventory(int number, ContentDigest digest) {
    return new InventorySummary(
        new InventoryName("inventory-" + number),
        View.DICOM_FILES,
        "/fast",
        digest,
        new InventoryCounts(2, 3, 4, number, 0, 0, 1, 5_000_000, 0, 0));
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList().reversed()) {
        Files.delete(file);
      }
    }
  }
}
