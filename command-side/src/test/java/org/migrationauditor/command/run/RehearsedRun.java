package org.migrationauditor.command.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.migrationauditor.command.action.ActionPerformer;
import org.migrationauditor.command.action.Console;
import org.migrationauditor.command.migration.MigrationHandling;
import org.migrationauditor.command.runbook.Parameter;
import org.migrationauditor.command.runbook.ParameterType;
import org.migrationauditor.command.runbook.Plan;
import org.migrationauditor.command.runbook.Runbook;
import org.migrationauditor.command.runbook.RunbookReader;
import org.migrationauditor.command.runbook.Runbooks;
import org.migrationauditor.command.runbook.Step;
import org.migrationauditor.messages.migration.EventMetadata;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.Outcome;
import org.migrationauditor.messages.migration.PlanMigration;
import org.migrationauditor.messages.migration.RepeatStep;
import org.migrationauditor.messages.migration.Roles;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.verifier.Verifier;
import org.migrationauditor.verifier.dicom.PseudonymKey;

/** Steps of a bundled runbook, run by its real rules and actions; what is stored is in memory. */
final class RehearsedRun implements RunWatcher {
  private static final MigrationId ID = new MigrationId("night");
  private static final String OLGA = "Olga";

  /** Something that happens to the host right before a step. */
  interface Mishap {
    void happen() throws Exception;
  }

  private final Path folder;
  private final Plan plan;
  private final Runner runner;
  private final MigrationCommands commands;
  private final EmbeddedEventStore events =
      EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine()).build();
  private final Map<String, Mishap> mishaps = new HashMap<>();

  /**
   * A migration that is planned.
   *
   * @param given parameters; those that are required and not given are made up
   * @param text changes the runbook, such as the versions it looks for
   * @param steps that are rehearsed, in the order of the runbook
   */
  RehearsedRun(
      Path folder,
      String runbook,
      Map<String, String> given,
      UnaryOperator<String> text,
      List<String> steps) {
    this.folder = folder;
    String yaml =
        text.apply(new String(Runbooks.bytes(runbook).orElseThrow(), StandardCharsets.UTF_8));
    Runbook read = RunbookReader.read(runbook, yaml.getBytes(StandardCharsets.UTF_8));
    Plan whole = read.plan(parameters(read, given));
    plan =
        new Plan(
            whole.runbook(),
            whole.digest(),
            whole.parameters(),
            List.of(),
            whole.steps().stream()
                .filter(step -> steps.contains(step.planned().stepId().value()))
                .toList());
    if (plan.steps().size() != steps.size()) {
      throw new AssertionError("not all of these are steps of the plan: " + steps);
    }
    SimpleCommandBus bus = SimpleCommandBus.builder().build();
    bus.registerHandlerInterceptor(
        new CorrelationDataInterceptor<>(new SimpleCorrelationDataProvider(EventMetadata.WHO)));
    MigrationHandling.subscribe(bus, events);
    commands =
        new MigrationCommands(DefaultCommandGateway.builder().commandBus(bus).build(), "test");
    runner =
        new Runner(
            events,
            commands,
            new ActionPerformer(
                new Verifier(
                    folder.resolve("manifests"), new PseudonymKey(new byte[32]), n -> null),
                (id, progress) -> List.of(),
                Duration.ofSeconds(30),
                name -> null));
    commands.send(
        new PlanMigration(
            ID,
            plan.runbook(),
            plan.digest(),
            plan.steps().stream().map(Step::planned).toList(),
            plan.parameters(),
            List.of(),
            null,
            Roles.NONE,
            false,
            null),
        caller());
  }

  private static Map<String, String> parameters(Runbook runbook, Map<String, String> given) {
    Map<String, String> all = new LinkedHashMap<>();
    for (Parameter parameter : runbook.parameters()) {
      if (parameter.required()) {
        boolean path =
            parameter.type() == ParameterType.FILE || parameter.type() == ParameterType.PATH;
        all.put(parameter.name(), (path ? "/opt/" : "") + parameter.name());
      }
    }
    all.put("domain", "k.example.org");
    all.putAll(given);
    return all;
  }

  /** Lets something happen right before a step, once. */
  void before(String step, Mishap mishap) {
    mishaps.put(step, mishap);
  }

  /** Runs until something stops it. */
  RunEnd run() throws InterruptedException {
    return runner.run(
        new Runner.Order(
            ID, plan, folder.resolve("workspace"), OLGA, () -> true, Console.UNWATCHED, this));
  }

  /** Lets a step be done once more, as after its cause was mended. */
  void again(String step) {
    commands.send(new RepeatStep(ID, new StepId(step), OLGA, "mended"), caller());
  }

  private static Caller caller() {
    return new Caller(OLGA, "boot-1");
  }

  @Override
  public void starting(Step step, int number, int of, int attempt, boolean resumed) {
    Mishap mishap = mishaps.remove(step.planned().stepId().value());
    if (mishap != null) {
      try {
        mishap.happen();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void ended(Step step, Outcome outcome) {}
}
