package org.migrationauditor.command.action;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.airflow.Airflow;
import org.migrationauditor.command.action.airflow.RunState;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.Observation;
import org.migrationauditor.messages.migration.Outcome;
import org.migrationauditor.verifier.InventoryException;
import org.migrationauditor.verifier.Verifier;
import org.migrationauditor.verifier.http.WebException;

/**
 * Begins one run of a DAG, and never a second one for the same attempt. Which runs there were is
 * kept before the order is given; an order of which nobody heard is looked for among the runs that
 * are there and were not. Clocks have no part in it.
 */
final class DagTrigger {
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int NAMED = 5;
  private static final int MOST_SERIES = 200_000;

  private final Action.TriggerDag action;
  private final ActionContext context;
  private final Verifier verifier;
  private final Duration patience;
  private final Path file;

  /**
   * @param patience how long a run is looked for of which nobody heard
   */
  DagTrigger(
      Action.TriggerDag action, ActionContext context, Verifier verifier, Duration patience) {
    this.action = action;
    this.context = context;
    this.verifier = verifier;
    this.patience = patience.compareTo(LONGEST_LOOK) < 0 ? patience : LONGEST_LOOK;
    file = RunMark.file(context.workspace(), context.stepId());
  }

  Deed perform() throws IOException, InterruptedException {
    try {
      List<String> series = series();
      if (action.series() != null && series.isEmpty()) {
        return nothingToDo();
      }
      Airflow airflow = Airflow.at(action.airflow(), action.release(), verifier);
      Optional<RunMark> earlier = RunMark.read(file);
      if (earlier.isEmpty()) {
        return ordered(airflow, series);
      }
      return context.resumed()
          ? goneOnWith(airflow, earlier.get(), series)
          : orderedAfter(airflow, earlier.get(), series);
    } catch (WebException e) {
      return failed("the server of '%s' %s".formatted(action.airflow(), e.getMessage()));
    } catch (InventoryException | IllegalArgumentException e) {
      return failed(String.valueOf(e.getMessage()));
    }
  }

  private List<String> series() throws IOException, InventoryException {
    Action.TriggerDag.@Nullable SeriesOf of = action.series();
    if (of == null) {
      return List.of();
    }
    List<String> series =
        verifier.series(context.taken(of.inventory()).manifest(), Set.copyOf(of.modalities()));
    if (series.size() > MOST_SERIES) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "inventory '%s': has %,d such series, more than one run is given; no run was begun",
              of.inventory(),
              series.size()));
    }
    return series;
  }

  private Deed nothingToDo() throws IOException {
    RunMark.nothing(context.attempt(), action.dag()).write(file);
    return Deed.done(
        new Observation(
            "no run of %s is needed".formatted(action.dag()),
            Verdict.PASSED,
            "the inventory holds no series for it"));
  }

  private Deed goneOnWith(Airflow airflow, RunMark earlier, List<String> series)
      throws IOException, InterruptedException {
    return switch (earlier.stage()) {
      case ASKED -> {
        Set<String> fresh = fresh(airflow, earlier);
        yield switch (fresh.size()) {
          case 0 -> ordered(airflow, series);
          case 1 -> begun(airflow, earlier, fresh.iterator().next());
          default -> uncertain(fresh);
        };
      }
      case BEGUN ->
          earlier.attempt() == context.attempt() - 1
              ? begun(airflow, earlier, earlier.runId())
              : uncertain(Set.of(earlier.runId()));
      case NOTHING -> ordered(airflow, series);
    };
  }

  /** Whoever allowed another attempt may not know that the run of the last one still goes on. */
  private Deed orderedAfter(Airflow airflow, RunMark earlier, List<String> series)
      throws IOException, InterruptedException {
    Set<String> active = new TreeSet<>(airflow.runIds(action.dag(), RunState.QUEUED));
    active.addAll(airflow.runIds(action.dag(), RunState.RUNNING));
    active.retainAll(
        switch (earlier.stage()) {
          case ASKED -> fresh(airflow, earlier);
          case BEGUN -> Set.of(earlier.runId());
          case NOTHING -> Set.<String>of();
        });
    return switch (active.size()) {
      case 0 -> ordered(airflow, series);
      case 1 -> {
        String runId = active.iterator().next();
        context
            .console()
            .output("run '%s' still goes on; no other is begun beside it".formatted(runId));
        yield begun(airflow, earlier, runId);
      }
      default -> uncertain(active);
    };
  }

  private Deed ordered(Airflow airflow, List<String> series)
      throws IOException, InterruptedException {
    RunMark asked = asked(airflow);
    asked.write(file);
    Optional<String> runId;
    try {
      runId = airflow.trigger(action.dag(), series);
    } catch (WebException e) {
      if (e.status() / 100 == 4) {
        return failed(
            "the server of '%s' %s; no run was begun, see to it and run again"
                .formatted(action.airflow(), e.clause()));
      }
      runId = Optional.empty();
    }
    if (runId.isPresent()) {
      return begun(airflow, asked, runId.get());
    }
    Set<String> fresh = fresh(airflow, asked);
    return fresh.size() == 1 ? begun(airflow, asked, fresh.iterator().next()) : uncertain(fresh);
  }

  private RunMark asked(Airflow airflow) throws IOException, InterruptedException {
    @Nullable String children = action.children();
    return new RunMark(
        RunMark.Stage.ASKED,
        context.attempt(),
        action.dag(),
        "",
        children == null ? "" : children,
        children == null ? 0 : airflow.count(children, RunState.SUCCESS),
        children == null ? List.of() : airflow.runIds(children, RunState.FAILED),
        airflow.runIds(action.dag()));
  }

  /** Runs that are there and were not, looked for until there is one. */
  private Set<String> fresh(Airflow airflow, RunMark asked)
      throws IOException, InterruptedException {
    Pattern byInterface = Pattern.compile(Pattern.quote(action.dag()) + "-[0-9]{18}");
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Set<String> fresh = new TreeSet<>(airflow.runIds(action.dag()));
      fresh.removeAll(asked.known());
      fresh.removeIf(id -> !byInterface.matcher(id).matches());
      if (!fresh.isEmpty() || System.nanoTime() - deadline >= 0) {
        return fresh;
      }
      Thread.sleep(PAUSE);
    }
  }

  private Deed begun(Airflow airflow, RunMark asked, String runId)
      throws IOException, InterruptedException {
    asked.begun(context.attempt(), runId).write(file);
    return Deed.done(
        new Observation(
            "a run of %s was begun".formatted(action.dag()),
            Verdict.PASSED,
            "run '%s' is %s".formatted(runId, airflow.state(action.dag(), runId).word())));
  }

  private Deed uncertain(Set<String> runs) {
    String seen =
        runs.isEmpty()
            ? "no new run is there"
            : String.format(
                Locale.ROOT,
                "%d new runs are there: %s",
                runs.size(),
                String.join(", ", runs.stream().limit(NAMED).toList()));
    return new Deed(
        Outcome.Result.UNCERTAIN,
        null,
        null,
        List.of(),
        "step '%s': dag '%s': whether the order to begin a run was taken cannot be told, %s; look at its runs in Airflow, then run again with --again %s --reason TEXT"
            .formatted(context.stepId(), action.dag(), seen, context.stepId()));
  }

  private Deed failed(String what) {
    return Deed.failed("step '%s': dag '%s': %s".formatted(context.stepId(), action.dag(), what));
  }
}
