package org.migrationauditor.command.action;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.process.GivenSecret;
import org.migrationauditor.command.action.tree.Trouble;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.migration.Outcome;
import org.migrationauditor.messages.migration.StepId;
import org.migrationauditor.verifier.Verifier;

/**
 * Performs what a step says, then looks at the host. An outcome is a success only if the action did
 * its work, something was observed, and every observation passed; an exit code alone is never one.
 *
 * <p>Trouble that is to be expected, such as a missing folder, a full disk or a denied permission,
 * is a FAILED outcome with one sentence, never an exception. An interrupt ends the watching, not a
 * script; the next attempt, told that it resumes, goes on from what it finds. Safe for use by many
 * threads as long as each performs another step.
 */
public final class ActionPerformer {
  private static final Duration PLATFORM_READY = Duration.ofMinutes(15);

  private final Verifier verifier;
  private final Archives archives;
  private final Duration patience;
  private final Function<String, @Nullable String> secrets;

  /**
   * A performer that gives a platform 15 minutes to become ready after a script has ended, and
   * knows the secrets of this process's environment.
   */
  public ActionPerformer(Verifier verifier, ReportIssuer reports) {
    this(verifier, reports, PLATFORM_READY, GivenSecret::of);
  }

  /**
   * A performer.
   *
   * @param patience after a script that ended with exit code 0: how long checks of what a command
   *     prints are asked again until they pass, all together; also bounds how long it is waited for
   *     what a run of the platform leaves to become visible
   * @param secrets values by name; null for one that was not given
   */
  public ActionPerformer(
      Verifier verifier,
      ReportIssuer reports,
      Duration patience,
      Function<String, @Nullable String> secrets) {
    this.verifier = verifier;
    archives = new Archives(verifier, reports);
    this.patience = patience;
    this.secrets = secrets;
  }

  /** One line of what an action will do; secrets in arguments are masked. */
  public static String summary(Action action) {
    return Summary.of(action);
  }

  /** The question of a check, in words; secrets in arguments are masked. */
  public static String question(Check check) {
    return Observer.what(check);
  }

  /**
   * Whether an attempt whose end is not recorded goes on by itself, whoever began it, or has come
   * to an end that can be read. It is not lost then, and another one would be wrong.
   *
   * @param workspace folder of the migration
   */
  public static boolean underWay(Action action, Path workspace, StepId step)
      throws InterruptedException {
    return action instanceof Action.RunScript && Starts.underWay(workspace, step);
  }

  /**
   * Whether the script of an earlier attempt runs now.
   *
   * @param workspace folder of the migration
   */
  public static boolean runs(Action action, Path workspace, StepId step)
      throws InterruptedException {
    return action instanceof Action.RunScript && Starts.running(workspace, step);
  }

  /**
   * Performs an action once.
   *
   * @param observe what is to be looked at afterwards
   * @throws InterruptedException if this thread was interrupted; a script goes on running, a copy
   *     or removal has stopped
   */
  public ActionResult perform(Action action, List<Check> observe, ActionContext context)
      throws InterruptedException {
    Attempt attempt = new Attempt(observer(context), observe, context, System.nanoTime());
    if (context.undoing() && nothingIsLeft(action, observe, context)) {
      return attempt.ended(ActionPerformer::notNeeded);
    }
    return switch (action) {
      case Action.RunScript run ->
          attempt.ended(
              new ScriptRun(run, context, observer(context), observe, secrets)::perform, patience);
      case Action.MoveTree move -> attempt.ended(new TreeMove(move, context)::perform);
      case Action.CopyTree copy -> attempt.ended(new TreeCopying(copy, context)::perform);
      case Action.RemoveTree removal -> attempt.ended(new TreeRemoval(removal, context)::perform);
      case Action.ChangeOwner change ->
          attempt.ended(new OwnerChange(change, context, observer(context))::perform);
      case Action.AwaitReboot reboot -> {
        RebootWait.Wait wait = RebootWait.look(reboot, context);
        yield wait.waiting().isEmpty()
            ? attempt.ended(wait::deed)
            : new ActionResult.Waiting(wait.waiting());
      }
      case Action.TakeInventory take -> archives.inventory(take, context, attempt);
      case Action.TakeInventoryAt take ->
          archives.inventory(take.name(), take.address(), context, attempt);
      case Action.CompareInventories compare -> archives.compare(compare, context, attempt);
      case Action.CheckHost look -> attempt.ended(Deed::done);
      case Action.Attest attest ->
          context.attested() == null
              ? new ActionResult.Waiting(
                  "step '%s': a person must do this and say so; ./auditor attest %s %s --note TEXT"
                      .formatted(context.stepId(), context.migrationId(), context.stepId()))
              : attempt.ended(Archives::attested);
      case Action.IssueReports issue -> archives.reports(context, attempt);
      case Action.TriggerDag trigger ->
          attempt.ended(new DagTrigger(trigger, context, verifier, patience)::perform);
      case Action.AwaitDagRuns await ->
          attempt.ended(new DagWait(await, context, verifier, patience)::perform);
      case Action.EditFile edit -> attempt.ended(new FileEdit(edit, context)::perform);
    };
  }

  private Observer observer(ActionContext context) {
    return new Observer(context.toolsPath(), context.console(), verifier);
  }

  /** Whether all that an undoing step is for is there already, so that its action would do harm. */
  private boolean nothingIsLeft(Action action, List<Check> observe, ActionContext context)
      throws InterruptedException {
    boolean changes = action instanceof Action.RunScript || !action.changed().isEmpty();
    return changes
        && !observe.isEmpty()
        && !underWay(action, context.workspace(), context.stepId())
        && observer(context).observe(observe, Duration.ZERO).stream()
            .allMatch(seen -> seen.verdict() == Verdict.PASSED);
  }

  private static Deed notNeeded() {
    return Deed.done(
        new Observation(
            "nothing is done",
            Verdict.PASSED,
            "all that the step is for was there before it began"));
  }

  /** One attempt: its work, then what is seen of it. */
  record Attempt(Observer observer, List<Check> observe, ActionContext context, long startNanos) {

    /** Work that may meet trouble. */
    interface Work {
      Deed perform() throws IOException, InterruptedException;
    }

    ActionResult ended(Work work) throws InterruptedException {
      return ended(work, Duration.ZERO);
    }

    ActionResult ended(Work work, Duration patience) throws InterruptedException {
      Deed deed = deed(work);
      return deed.waits()
          ? new ActionResult.Waiting(deed.reason())
          : new ActionResult.Ended(outcome(deed, patience));
    }

    Outcome outcome(Work work, Duration patience) throws InterruptedException {
      return outcome(deed(work), patience);
    }

    private Outcome outcome(Deed deed, Duration patience) throws InterruptedException {
      boolean waits = deed.result() == Outcome.Result.SUCCEEDED;
      return Judgement.of(
          context.stepId(),
          deed,
          observer.observe(observe, waits ? patience : Duration.ZERO),
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos));
    }

    private Deed deed(Work work) throws InterruptedException {
      try {
        return work.perform();
      } catch (ClosedByInterruptException e) {
        Thread.interrupted();
        throw (InterruptedException) new InterruptedException().initCause(e);
      } catch (IOException e) {
        return Deed.failed(
            "step '%s': %s; see to it and run again".formatted(context.stepId(), Trouble.of(e)));
      }
    }
  }
}
