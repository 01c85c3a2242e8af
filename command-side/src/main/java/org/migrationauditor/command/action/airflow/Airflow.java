package org.migrationauditor.command.action.airflow;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.migrationauditor.verifier.Verifier;
import org.migrationauditor.verifier.http.Answer;
import org.migrationauditor.verifier.http.Credentials;
import org.migrationauditor.verifier.http.Web;
import org.migrationauditor.verifier.http.WebException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The interface that Kaapana adds to Airflow, {@code <base>/kaapana/api}. It asks for no login
 * itself; only the ingress before it does. Questions are asked again when that may help, an order
 * is given once. Every {@link WebException} is one clause about the server.
 */
public final class Airflow {
  private static final String SECRETS = "AUDITOR_AIRFLOW";
  private static final String JSON = "application/json";
  private static final String API = "/kaapana/api";
  private static final long ANSWER_BYTES = 16L << 20;
  private static final int OK = 200;
  private static final Pattern DAG = Pattern.compile("[A-Za-z0-9_.-]{1,200}");
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Web web;
  private final KaapanaRelease release;

  private Airflow(Web web, KaapanaRelease release) {
    this.web = web;
    this.release = release;
  }

  /**
   * The Airflow at an address, asked with the secrets {@code AUDITOR_AIRFLOW_TOKEN}, or {@code
   * _USER} and {@code _PASSWORD}, or those of an OpenID provider such as Keycloak. 0.1.3 gets none
   * of them: its ingress takes only the cookie of a browser.
   *
   * @param base address that ends in {@code /flow}
   * @throws IllegalArgumentException if the address is none, or a secret is missing beside another
   */
  public static Airflow at(String base, KaapanaRelease release, Verifier verifier) {
    Web web =
        switch (release) {
          case V0_1_3 -> new Web(Web.address(base, "address of Airflow"), Credentials.NONE);
          case V0_2_2 -> verifier.web(base, SECRETS);
        };
    return new Airflow(web, release);
  }

  /** Whether a text can be the name of a DAG. */
  public static boolean dagName(String text) {
    return DAG.matcher(text).matches();
  }

  /** Ids of all runs of a DAG, the oldest first. */
  public List<String> runIds(String dag) throws IOException, InterruptedException {
    return get("/dagids/" + encoded(dag), AirflowAnswers::runIds);
  }

  /** Runs of a DAG in a state, count. */
  public long count(String dag, RunState state) throws IOException, InterruptedException {
    return get(
        "/dags/%s/dagRuns/state/%s/count".formatted(encoded(dag), state.word()),
        AirflowAnswers::count);
  }

  /** State of one run. */
  public RunState state(String dag, String runId) throws IOException, InterruptedException {
    return get("/dagdetails/%s/%s".formatted(encoded(dag), encoded(runId)), AirflowAnswers::state);
  }

  /** Ids of all runs of a DAG in a state, the oldest first. */
  public List<String> runIds(String dag, RunState state) throws IOException, InterruptedException {
    return switch (release) {
      case V0_1_3 ->
          get(
              "/getdagruns?dag_id=%s&state=%s".formatted(encoded(dag), state.word()),
              AirflowAnswers::rows);
      case V0_2_2 ->
          told(
              () ->
                  web.post(
                      API + "/getdagruns",
                      JSON,
                      question(dag, state),
                      answer -> read(answer, AirflowAnswers::rows)));
    };
  }

  /**
   * Begins a run of a DAG.
   *
   * @param series the run is given to work on; for a DAG that works on none, empty
   * @return id of the run; empty when the release does not tell it
   * @throws WebException with a status from 400 to 499 if no run was begun; with another or none,
   *     one may have been
   */
  public Optional<String> trigger(String dag, List<String> series)
      throws IOException, InterruptedException {
    return told(
        () ->
            web.order(
                API + "/trigger/" + encoded(dag),
                JSON,
                order(series),
                answer -> read(answer, AirflowAnswers::begun)));
  }

  private static String question(String dag, RunState state) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("dag_id", dag);
      json.writeStringProperty("state", state.word());
      json.writeEndObject();
    }
    return text.toString();
  }

  private static String order(List<String> series) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeObjectPropertyStart("conf");
      if (!series.isEmpty()) {
        json.writeObjectPropertyStart("data_form");
        json.writeArrayPropertyStart("identifiers");
        series.forEach(json::writeString);
        json.writeEndArray();
        json.writeEndObject();
        json.writeObjectPropertyStart("workflow_form");
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    return text.toString();
  }

  private <T> T get(String path, Answer.JsonReading<T> reading)
      throws IOException, InterruptedException {
    return told(() -> web.get(API + path, JSON, ANSWER_BYTES, answer -> read(answer, reading)));
  }

  private static <T> T read(Answer answer, Answer.JsonReading<T> reading) throws IOException {
    if (answer.status() != OK) {
      throw answer.failure();
    }
    return answer.json(reading);
  }

  private interface Call<T> {
    T make() throws IOException, InterruptedException;
  }

  /** An ingress of 0.1.3 sends whoever brings no cookie to its login page, or away. */
  private <T> T told(Call<T> call) throws IOException, InterruptedException {
    try {
      return call.make();
    } catch (WebException e) {
      boolean unwelcome = e.status() / 100 == 3 || e.status() == 401 || e.status() == 403;
      if (release == KaapanaRelease.V0_1_3 && unwelcome) {
        throw new WebException(
            e.clause() + ", as the ingress of 0.1.3 does to all but browsers",
            "forward a port of service airflow-service in namespace flow and give its address");
      }
      throw e;
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
