package org.migrationauditor.command.action;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.airflow.Airflow;
import org.migrationauditor.command.action.airflow.RunState;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.verifier.InventoryException;
import org.migrationauditor.verifier.Verifier;
import org.migrationauditor.verifier.http.WebException;

/**
 * Waits until a run, and every run it began, has ended, then looks what they left: it waits for
 * success and not for silence. Runs that had failed or succeeded before the order are another
 * story's. A server that is away for a while is waited for; one on which nothing moves is not.
 */
final class DagWait {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);
  private static final Duration LONGEST_STANDSTILL = Duration.ofHours(2);
  private static final int NAMED = 5;

  private final Action.AwaitDagRuns action;
  private final ActionContext context;
  private final Verifier verifier;
  private final DagEffects effects;
  private final Duration silence;

  /**
   * @param patience bounds how long a server is waited for that does not answer, and effects that
   *     are not to be seen yet
   */
  DagWait(Action.AwaitDagRuns action, ActionContext context, Verifier verifier, Duration patience) {
    this.action = action;
    this.context = context;
    this.verifier = verifier;
    effects = new DagEffects(verifier, context, patience);
    silence = patience.compareTo(LONGEST_SILENCE) < 0 ? patience : LONGEST_SILENCE;
  }

  /**
   * What was seen of the runs at one moment.
   *
   * @param active runs of the children that are queued or running, count
   * @param succeeded runs of the children since the order, count
   */
  private record Seen(RunState run, long active, long succeeded) {
    boolean ended() {
      return run.ended() && active == 0;
    }
  }

  Deed perform() throws IOException, InterruptedException {
    Optional<RunMark> kept = RunMark.read(RunMark.file(context.workspace(), action.begunBy()));
    if (kept.isEmpty() || kept.get().stage() == RunMark.Stage.ASKED) {
      return failed(
          "no run is known that step '%s' began; nothing was awaited, begin it again with --again %s --reason TEXT"
              .formatted(action.begunBy(), action.begunBy()));
    }
    try {
      List<Observation> seen = new ArrayList<>();
      if (kept.get().stage() == RunMark.Stage.BEGUN) {
        seen.addAll(awaited(kept.get()));
      }
      seen.addAll(effects.of(action.effect()));
      return Deed.done(seen.toArray(Observation[]::new));
    } catch (WebException e) {
      return failed("the server of '%s' %s".formatted(action.airflow(), e.getMessage()));
    } catch (InventoryException | IllegalArgumentException e) {
      return failed(String.valueOf(e.getMessage()));
    }
  }

  private List<Observation> awaited(RunMark mark)
      throws IOException, InterruptedException, InventoryException {
    long due = mark.children().isEmpty() ? 0 : foldersOfFiles();
    Seen seen;
    try (Console.Task task = context.console().task("waiting for " + mark.dag())) {
      task.total(due + 1, 0);
      seen = awaited(mark, task);
    }
    Airflow airflow = airflow();
    List<Observation> observations = new ArrayList<>();
    observations.add(
        new Observation(
            "the run of %s succeeded".formatted(mark.dag()),
            seen.run() == RunState.SUCCESS ? Verdict.PASSED : Verdict.FAILED,
            "run '%s' is %s".formatted(mark.runId(), seen.run().word())));
    if (!mark.children().isEmpty()) {
      observations.add(failures(airflow, mark));
      observations.add(
          new Observation(
              "as many runs of %s succeeded as there are folders of files"
                  .formatted(mark.children()),
              due > 0 && seen.succeeded() >= due ? Verdict.PASSED : Verdict.FAILED,
              String.format(Locale.ROOT, "%,d of %,d", seen.succeeded(), due)));
    }
    return observations;
  }

  private long foldersOfFiles() throws IOException, InventoryException {
    return verifier.foldersOfFiles(context.taken(action.effect().inventory()).manifest());
  }

  private Seen awaited(RunMark mark, Console.Task task) throws IOException, InterruptedException {
    Airflow airflow = airflow();
    long heard = System.nanoTime();
    long moved = heard;
    @Nullable Seen last = null;
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        Seen seen = look(airflow, mark);
        heard = System.nanoTime();
        if (!seen.equals(last)) {
          moved = heard;
          task.advance(seen.succeeded() - (last == null ? 0 : last.succeeded()), 0);
          last = seen;
        }
        if (seen.ended()) {
          return seen;
        }
      } catch (WebException e) {
        if (System.nanoTime() - heard >= silence.toNanos()) {
          throw e;
        }
        airflow = airflow(); // one that failed too often in a row asks no more
      }
      if (System.nanoTime() - moved >= LONGEST_STANDSTILL.toNanos()) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "run '%s': nothing moved for %d minutes, and it has not ended",
                mark.runId(),
                LONGEST_STANDSTILL.toMinutes()));
      }
      Thread.sleep(pause);
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
  }

  /** Queued before running, so that a run on its way from one to the other is counted. */
  private static Seen look(Airflow airflow, RunMark mark) throws IOException, InterruptedException {
    RunState run = airflow.state(mark.dag(), mark.runId());
    if (mark.children().isEmpty()) {
      return new Seen(run, 0, 0);
    }
    long active =
        airflow.count(mark.children(), RunState.QUEUED)
            + airflow.count(mark.children(), RunState.RUNNING);
    long succeeded = airflow.count(mark.children(), RunState.SUCCESS) - mark.succeeded();
    return new Seen(run, active, succeeded);
  }

  private static Observation failures(Airflow airflow, RunMark mark)
      throws IOException, InterruptedException {
    TreeSet<String> failed = new TreeSet<>(airflow.runIds(mark.children(), RunState.FAILED));
    mark.failed().forEach(failed::remove);
    return new Observation(
        "no run of %s failed".formatted(mark.children()),
        failed.isEmpty() ? Verdict.PASSED : Verdict.FAILED,
        failed.isEmpty()
            ? "none did"
            : String.format(
                Locale.ROOT,
                "%,d failed: %s",
                failed.size(),
                String.join(", ", failed.stream().limit(NAMED).toList())));
  }

  private Airflow airflow() {
    return Airflow.at(action.airflow(), action.release(), verifier);
  }

  private Deed failed(String what) {
    return Deed.failed("step '%s': %s".formatted(context.stepId(), what));
  }
}
