package org.migrationauditor.command.action;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.migrationauditor.command.action.airflow.Airflow;
import org.migrationauditor.command.action.airflow.RunState;
import org.migrationauditor.verifier.Verifier;
import org.migrationauditor.verifier.http.WebException;

/** Looks whether runs of DAGs wait or work. */
final class RunsLook {
  private RunsLook() {}

  static Look.Answer idle(Check.RunsIdle asked, Verifier verifier)
      throws IOException, InterruptedException {
    long busy = 0;
    List<String> counts = new ArrayList<>();
    try {
      Airflow airflow = Airflow.at(asked.airflow(), asked.release(), verifier);
      for (String dag : asked.dags()) {
        long queued = airflow.count(dag, RunState.QUEUED);
        long running = airflow.count(dag, RunState.RUNNING);
        busy += queued + running;
        counts.add(String.format(Locale.ROOT, "%s %d queued %d running", dag, queued, running));
      }
    } catch (WebException e) {
      return Look.Answer.unknown(e.clause());
    } catch (IllegalArgumentException e) {
      return Look.Answer.unknown(String.valueOf(e.getMessage()));
    }
    String seen = String.join(", ", counts);
    return busy == 0 ? Look.Answer.passed(seen) : Look.Answer.failed(seen);
  }
}
