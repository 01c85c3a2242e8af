package org.migrationauditor.app.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.reporting.SignedReports;
import org.migrationauditor.command.action.ActionPerformer;
import org.migrationauditor.command.action.Console;
import org.migrationauditor.command.action.ReportIssuer;
import org.migrationauditor.command.action.Starts;
import org.migrationauditor.command.action.process.GivenSecret;
import org.migrationauditor.command.action.terminal.HeldProgram;
import org.migrationauditor.command.action.terminal.Question;
import org.migrationauditor.command.person.PersonKeys;
import org.migrationauditor.command.person.PersonalData;
import org.migrationauditor.command.preview.Preview;
import org.migrationauditor.command.run.Caller;
import org.migrationauditor.command.run.MigrationCommands;
import org.migrationauditor.command.run.PlanChange;
import org.migrationauditor.command.run.RunEnd;
import org.migrationauditor.command.run.RunWatcher;
import org.migrationauditor.command.run.Runner;
import org.migrationauditor.command.run.WayBack;
import org.migrationauditor.command.runbook.Plan;
import org.migrationauditor.command.runbook.Step;
import org.migrationauditor.command.store.DatabaseAccess;
import org.migrationauditor.command.store.RunLock;
import org.migrationauditor.command.store.StoredEvents;
import org.migrationauditor.evidence.StoredEvent;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.Finding;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.migration.AcknowledgedLoss;
import org.migrationauditor.messages.migration.ApproveStep;
import org.migrationauditor.messages.migration.AttestStep;
import org.migrationauditor.messages.migration.ChainId;
import org.migrationauditor.messages.migration.ChainPlace;
import org.migrationauditor.messages.migration.IssuedReport;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.NameRoles;
import org.migrationauditor.messages.migration.PerformStep;
import org.migrationauditor.messages.migration.PlanMigration;
import org.migrationauditor.messages.migration.ReissueReports;
import org.migrationauditor.messages.migration.RepeatStep;
import org.migrationauditor.messages.migration.Roles;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.messages.migration.WaiveFinding;
import org.migrationauditor.messages.migration.Waiver;
import org.migrationauditor.messages.migration.WithdrawReport;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.Rollback;
import org.migrationauditor.messages.query.StepState;
import org.migrationauditor.query.history.ChainHistory;
import org.migrationauditor.query.history.MigrationHistory;
import org.migrationauditor.rehearsal.RehearsalHost;
import org.migrationauditor.verifier.InventoryException;
import org.migrationauditor.verifier.Progress;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;

/** A home whose history is open: what verbs ask of a migration, and do to it. */
public final class Platform implements AutoCloseable {
  private static final Duration REHEARSAL_PATIENCE = Duration.ofSeconds(1);

  private final Home home;
  private final Database database;
  private final ConfigurableApplicationContext context;

  private Platform(Home home, Database database, ConfigurableApplicationContext context) {
    this.home = home;
    this.database = database;
    this.context = context;
  }

  /** Opens the history for a verb that ends by itself. */
  public static Platform open(Home home) {
    return open(home, AuditorConfiguration.class, WebApplicationType.NONE, Map.of());
  }

  /** Opens the history and serves the pages until closed. */
  public static Platform serve(Home home, String address, int port) {
    return open(
        home,
        PagesConfiguration.class,
        WebApplicationType.SERVLET,
        Map.of("server.address", address, "server.port", port));
  }

  /** One at a time, since logging is set up for the whole process. */
  private static synchronized Platform open(
      Home home, Class<?> configuration, WebApplicationType type, Map<String, Object> properties) {
    home.logHere();
    Database database = Database.open(home.database());
    try {
      DatabaseAccess access = database.access();
      ConfigurableApplicationContext context =
          new SpringApplicationBuilder(configuration)
              .web(type)
              .bannerMode(Banner.Mode.OFF)
              .logStartupInfo(false)
              .registerShutdownHook(false)
              .properties(properties)
              .initializers(
                  fresh -> {
                    GenericApplicationContext beans = (GenericApplicationContext) fresh;
                    beans.registerBean(DatabaseAccess.class, () -> access);
                    beans.registerBean(Home.class, () -> home);
                  })
              .run();
      return new Platform(home, database, context);
    } catch (RuntimeException e) {
      database.close();
      throw StartFailure.explained(e, database.access().url());
    }
  }

  /** The name given, or the only migration there is. */
  public MigrationId resolve(@Nullable String name) {
    List<MigrationId> known = events().migrations();
    String names = known.stream().map(MigrationId::value).collect(Collectors.joining(", "));
    if (name != null) {
      MigrationId id = new MigrationId(name);
      if (!known.contains(id)) {
        throw refused(
            "migration '%s': is not planned in this home, which knows %s; plan it with ./auditor plan"
                .formatted(id, known.isEmpty() ? "none" : names));
      }
      return id;
    }
    return switch (known.size()) {
      case 0 -> throw refused("no migration is planned in this home; start with ./auditor plan");
      case 1 -> known.getFirst();
      default -> throw refused("several migrations are planned, name one of them: " + names);
    };
  }

  /** The migration as it stands. */
  public MigrationState state(MigrationId id) {
    return history().state(resolve(id.value())).orElseThrow();
  }

  public MigrationHistory history() {
    return context.getBean(MigrationHistory.class);
  }

  /** Chains of migrations in this home. */
  public Chains chains() {
    return new Chains(home, events(), context.getBean(ChainHistory.class), history(), commands());
  }

  /** Every stored event of a migration, in order. */
  public List<StoredEvent> events(MigrationId id) {
    try (Stream<StoredEvent> stored = events().of(id)) {
      return stored.toList();
    }
  }

  /** A stored event with its names and words readable, but those of people who were erased. */
  public StoredEvent opened(StoredEvent stored) {
    return context.getBean(PersonalData.class).opened(stored);
  }

  /** Erasure of people from the history. */
  public Erasing erasing() {
    return new Erasing(
        events(), context.getBean(PersonKeys.class), history(), commands(), database.access());
  }

  /** The same, read page by page while the stream is consumed. */
  public Stream<StoredEvent> stored(MigrationId id) {
    return events().of(id);
  }

  /** Planned in this home. */
  public List<MigrationId> migrations() {
    return events().migrations();
  }

  /**
   * Keeps the runbook by its digest and plans the migration.
   *
   * @param acknowledged losses, by id
   * @param roles who may act in which
   * @param runbook bytes of the runbook's file
   */
  public void plan(
      MigrationId id,
      Plan plan,
      Set<String> acknowledged,
      Roles roles,
      byte[] runbook,
      boolean unattended,
      String who) {
    chains().requireNoLink(id);
    home.refuseToBeChangedBy(id, plan);
    plan.requireAcknowledged(acknowledged);
    plan(id, plan, roles, runbook, unattended, who, null);
  }

  /**
   * The same for the link of a chain whose turn it is.
   *
   * @throws org.migrationauditor.command.chain.ChainRejection if the link before has not passed, or
   *     the migration cannot be that link; nothing was planned
   */
  public void planLink(
      ChainId chain,
      MigrationId id,
      Plan plan,
      Set<String> acknowledged,
      Roles roles,
      byte[] runbook,
      String who) {
    home.refuseToBeChangedBy(id, plan);
    plan.requireAcknowledged(acknowledged);
    plan(id, plan, roles, runbook, false, who, chains().planLink(chain, id, plan, who));
  }

  private void plan(
      MigrationId id,
      Plan plan,
      Roles roles,
      byte[] runbook,
      boolean unattended,
      String who,
      @Nullable ChainPlace place) {
    home.keepRunbook(plan.digest(), runbook);
    commands()
        .send(
            new PlanMigration(
                id,
                plan.runbook(),
                plan.digest(),
                plan.steps().stream().map(Step::planned).toList(),
                plan.parameters(),
                plan.losses().stream()
                    .map(loss -> new AcknowledgedLoss(loss.id(), loss.lost(), who))
                    .toList(),
                Preview.digest(plan),
                roles,
                unattended,
                place),
            caller(plan.parameters(), who));
  }

  /** Names who may act in which role from now on. */
  public void nameRoles(MigrationId id, Roles roles, String person, String reason) {
    commands().send(new NameRoles(id, roles, person, reason), caller(id, person));
  }

  public void approve(MigrationId id, StepId step, String approver, String reason) {
    commands().send(new ApproveStep(id, step, approver, reason), caller(id, approver));
  }

  /**
   * Accepts findings of a comparison for the owner of their data.
   *
   * @param keys of the findings of that code
   * @throws CommandFailure if one of them is no unexplained finding of the last comparison; nothing
   *     was recorded then
   */
  public void waive(
      MigrationId id,
      StepId step,
      FindingCode code,
      List<String> keys,
      String person,
      String reason)
      throws InventoryException {
    ComparisonSummary comparison = state(id).comparisons().get(step);
    if (comparison == null) {
      throw refused(
          "migration '%s': step '%s': made no comparison yet; nothing was waived, look with ./auditor status %s"
              .formatted(id, step, id));
    }
    List<Finding> findings = new ArrayList<>();
    for (String key : keys) {
      findings.add(
          home.verifier()
              .finding(comparison.manifest(), code, key)
              .orElseThrow(() -> noFinding(id, step, code, key)));
    }
    if (findings.stream().map(Finding::owner).distinct().count() > 1) {
      throw refused(
          "migration '%s': step '%s': the findings are of several owners; nothing was waived, accept those of each owner by a command of their own"
              .formatted(id, step));
    }
    for (Finding finding : findings) {
      Waiver waiver =
          new Waiver(comparison.manifest(), code, finding.key(), finding.owner(), person, reason);
      commands().send(new WaiveFinding(id, step, waiver), caller(id, person));
    }
  }

  private static CommandFailure noFinding(
      MigrationId id, StepId step, FindingCode code, String key) {
    return refused(
        "migration '%s': step '%s': found no unexplained %s at '%s'; nothing was waived, see ./auditor findings list"
            .formatted(id, step, code, key));
  }

  /**
   * Records what a person says.
   *
   * @param evidence file that shows it, of which a copy is kept; null for none
   */
  public void attest(
      MigrationId id, StepId step, String person, String note, @Nullable Path evidence) {
    AttestStep attest =
        evidence == null
            ? new AttestStep(id, step, person, note, null, null)
            : new AttestStep(
                id,
                step,
                person,
                note,
                String.valueOf(evidence.getFileName()),
                home.keepEvidence(evidence));
    commands().send(attest, caller(id, person));
  }

  /**
   * Types a line at the prompt at which a step's script waits.
   *
   * @return whether a script waited and took it
   */
  public boolean answer(MigrationId id, StepId step, String person, String line)
      throws IOException, InterruptedException {
    Optional<HeldProgram> program = new Starts(home.workspace(id), step).last();
    if (program.isEmpty()) {
      return false;
    }
    Optional<Question> question = program.get().question();
    return question.isPresent() && program.get().answer(question.get(), person, "", line);
  }

  /**
   * Lets a step be tried once more.
   *
   * @throws CommandFailure if another process runs the migration, whose attempt would be taken for
   *     a lost one; nothing was recorded then
   */
  public void repeat(MigrationId id, StepId step, String operator, String reason) {
    RunLock lock = lock(id);
    try {
      commands().send(new RepeatStep(id, step, operator, reason), caller(id, operator));
    } finally {
      lock.close();
    }
  }

  /**
   * Asks to start a step out of turn, only to learn what the rules say of it.
   *
   * @throws org.migrationauditor.command.migration.MigrationRejection with the rule that forbids it
   */
  public void attempt(MigrationId id, StepId step, String who) {
    commands().send(new PerformStep(id, step, 1, "asks whether it may start"), caller(id, who));
  }

  /**
   * Runs a migration from where it stands until something stops it.
   *
   * @throws CommandFailure if another process runs it, or its runbook or the signing key is not to
   *     be had; nothing was done then
   */
  public RunEnd run(MigrationId id, String who, Console console, RunWatcher watcher)
      throws InterruptedException, IOException {
    MigrationState state = state(id);
    Plan plan = plan(state);
    if (state.steps().stream().allMatch(step -> step.attempts() == 0)) {
      requireAsPreviewed(state, plan);
    }
    Sealing sealing = sealing();
    SignedReports reports = reports(sealing);
    Runner runner =
        new Runner(context.getBean(EventStore.class), commands(), performer(plan, reports));
    RunLock lock = lock(id);
    try {
      Optional<LinkRun> link = chains().run(id, who);
      RunWatcher watching =
          sealing.watching(link.map(chained -> chained.watching(watcher, console)).orElse(watcher));
      RunEnd end =
          runner.run(
              new Runner.Order(id, plan, home.workspace(id), who, lock::held, console, watching));
      link.ifPresent(LinkRun::ended);
      return end;
    } finally {
      lock.close();
    }
  }

  private SignedReports reports(Sealing sealing) {
    return new SignedReports(
        home.reports(),
        history(),
        events(),
        home.verifier(),
        Signing.key(home.keys(), System.getenv()),
        sealing);
  }

  /**
   * Issues reports of a migration as it stands, each in place of the last of its scope.
   *
   * @param owner whose report alone; null for every one
   * @throws CommandFailure if another process runs the migration, or that owner has no report
   * @throws org.migrationauditor.command.migration.MigrationRejection if that person may not, or
   *     none was issued yet; nothing was written
   */
  public List<IssuedReport> reissue(
      MigrationId id, @Nullable OwnerKey owner, String person, String reason, Progress progress)
      throws IOException, InterruptedException {
    if (owner != null && unknown(id, owner)) {
      throw refused(
          "migration '%s': owner '%s' has no report; none was issued again, name one that ./auditor report %s lists"
              .formatted(id, owner, id));
    }
    RunLock lock = lock(id);
    try {
      Caller caller = caller(id, person);
      commands().send(new ReissueReports(id, List.of(), person, reason), caller);
      List<IssuedReport> issued = reports(sealing()).issue(id, owner, progress);
      commands().send(new ReissueReports(id, issued, person, reason), caller);
      return issued;
    } finally {
      lock.close();
    }
  }

  private boolean unknown(MigrationId id, OwnerKey owner) {
    return state(id).reports().stream().noneMatch(one -> one.scope().equals(owner.value()));
  }

  /**
   * Takes a report back.
   *
   * @param reportId as the report itself bears it
   */
  public void withdraw(MigrationId id, String reportId, String person, String reason) {
    commands().send(new WithdrawReport(id, reportId, person, reason), caller(id, person));
  }

  /** The sealed log over everything that is stored. */
  public Sealing sealing() {
    return new Sealing(
        home, context.getBean(DataSource.class), context.getBean(PlatformTransactionManager.class));
  }

  /**
   * What there is of a migration to be given away, once all of it is sealed.
   *
   * @throws CommandFailure if an event is not in the log, or another than was sealed
   */
  public Evidence evidence(MigrationId id) {
    return new Evidence(home, id, sealing().history(id, events(id)));
  }

  /**
   * Has another key sign the log's heads from now on.
   *
   * @throws org.migrationauditor.command.key.LogKeyRejection if another was brought in meanwhile
   */
  public void changeLogKey(String person, String reason) {
    sealing().rotate(change -> commands().send(change, caller(Map.of(), person)), reason);
  }

  /** A rehearsal host does at once what it does. */
  private ActionPerformer performer(Plan plan, ReportIssuer reports) throws IOException {
    return RehearsalHost.of(plan.parameters()).isEmpty()
        ? new ActionPerformer(home.verifier(), reports)
        : new ActionPerformer(home.verifier(), reports, REHEARSAL_PATIENCE, GivenSecret::of);
  }

  /**
   * Turns a migration round; the next run takes back what was begun.
   *
   * @return the steps of that
   * @throws CommandFailure if another process runs it, or its runbook is not to be had; nothing was
   *     recorded then
   * @throws org.migrationauditor.command.migration.MigrationRejection if there is no way back
   */
  public List<Step> rollback(MigrationId id, String person, String reason)
      throws InterruptedException {
    Plan plan = plan(state(id));
    RunLock lock = lock(id);
    try {
      return new WayBack(context.getBean(EventStore.class), commands())
          .begin(id, plan, home.workspace(id), caller(id, person), person, reason);
    } finally {
      lock.close();
    }
  }

  /**
   * Has a migration go on by another runbook, with its parameters as they are.
   *
   * @return steps that are new, or otherwise than before
   * @throws CommandFailure if another process runs it, its runbook is not to be had, or the other
   *     one names a loss that nobody acknowledged; nothing was recorded then
   * @throws org.migrationauditor.command.migration.MigrationRejection if it cannot go on by it
   */
  public List<Step> changeRunbook(MigrationId id, RunbookFile runbook, String person, String reason)
      throws InterruptedException {
    RunLock lock = lock(id);
    try {
      MigrationState state = state(id);
      Plan now = plan(state);
      Plan next = runbook.runbook().plan(state.parameters());
      requireAcknowledged(state, next);
      home.refuseToBeChangedBy(id, next);
      home.keepRunbook(next.digest(), runbook.bytes());
      new PlanChange(context.getBean(EventStore.class), commands())
          .make(
              id,
              now,
              next,
              home.workspace(id),
              caller(state.parameters(), person),
              person,
              reason);
      return next.steps().stream().filter(step -> !now.steps().contains(step)).toList();
    } finally {
      lock.close();
    }
  }

  private static void requireAcknowledged(MigrationState state, Plan next) {
    Set<String> known =
        state.losses().stream().map(AcknowledgedLoss::id).collect(Collectors.toSet());
    next.losses().stream()
        .filter(loss -> !known.contains(loss.id()))
        .findFirst()
        .ifPresent(
            loss -> {
              throw refused(
                  "migration '%s': loss '%s' of the other runbook was not acknowledged with the plan; nothing was changed, plan by that runbook under another name"
                      .formatted(state.migrationId(), loss.id()));
            });
  }

  /** The plan by the runbook that was kept, and never other steps than the events tell. */
  private Plan plan(MigrationState state) {
    Plan plan = home.runbook(state.runbookDigest()).plan(state.parameters());
    Rollback rollback = state.rollback();
    List<Step> read = new ArrayList<>(plan.steps());
    if (rollback != null) {
      read.addAll(plan.backwards(rollback.steps()));
    }
    if (!read.stream()
        .map(Step::planned)
        .toList()
        .equals(state.steps().stream().map(StepState::step).toList())) {
      throw refused(
          "migration '%s': this version reads its runbook as other steps than were planned; run it with '%s'"
              .formatted(state.migrationId(), state.tool()));
    }
    return plan;
  }

  /** Once a step has begun, the host is no longer the one that was previewed. */
  private static void requireAsPreviewed(MigrationState state, Plan plan) {
    ContentDigest preview = state.preview();
    ContentDigest now = Preview.digest(plan);
    if (preview != null && !preview.equals(now)) {
      throw refused(
          """
          migration '%s': what it would do is no longer what was previewed when it was planned; nothing was run, see what changed with ./auditor plan --dry-run and plan it under another name
            previewed SHA-256 %s
            now       SHA-256 %s"""
              .formatted(state.migrationId(), preview, now));
    }
  }

  /**
   * Looks whether a migration could be run now.
   *
   * @throws CommandFailure if another process runs it
   */
  public void expectNotRun(MigrationId id) {
    lock(id).close();
  }

  private RunLock lock(MigrationId id) {
    return RunLock.tryAcquire(context.getBean(DataSource.class), id)
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitStatus.UNAVAILABLE,
                    "migration '%s': another process runs it; nothing was done, look with ./auditor status %s"
                        .formatted(id, id)));
  }

  private Caller caller(MigrationId id, String who) {
    return caller(state(id).parameters(), who);
  }

  private static Caller caller(Map<String, String> parameters, String who) {
    return new Caller(who, Runner.bootId(parameters));
  }

  private MigrationCommands commands() {
    return new MigrationCommands(context.getBean(CommandGateway.class), Version.current());
  }

  private StoredEvents events() {
    return context.getBean(StoredEvents.class);
  }

  /** Replays of every history into the read models of this home. */
  public Replays replays() {
    return new Replays(
        PagesConfiguration.readModelOwner(database.access()),
        events(),
        context.getBean(DataSource.class),
        context.getBean(PlatformTransactionManager.class),
        history());
  }

  /** Port that the pages are served on. */
  public int port() {
    return Integer.parseInt(context.getEnvironment().getProperty("local.server.port", "0"));
  }

  /** File of an issued report. */
  public Path report(MigrationId id, String fileName) {
    return home.report(id, fileName);
  }

  private static CommandFailure refused(String sentence) {
    return new CommandFailure(ExitStatus.REFUSED, sentence);
  }

  @Override
  public void close() {
    try {
      sealing().sealIfPossible();
    } finally {
      leave();
    }
  }

  private void leave() {
    try {
      context.close();
    } finally {
      database.close();
    }
  }
}
