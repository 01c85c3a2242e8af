package org.migrationauditor.command.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.command.action.airflow.Airflow;
import org.migrationauditor.command.action.airflow.KaapanaRelease;
import org.migrationauditor.command.action.airflow.RunState;
import org.migrationauditor.verifier.http.WebException;

/** What is said to a platform, and what is believed of its answers. */
final class AirflowTest {
  private static final String DAG = "service-extract-metadata";

  @TempDir Path temp;
  private Stage stage;
  private PlatformServer platform;

  @BeforeEach
  void open() throws IOException {
    stage = new Stage(temp.toRealPath());
    platform = new PlatformServer(KaapanaRelease.V0_2_2);
  }

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void asksKeycloakForATokenAndShowsItToTheIngress() throws Exception {
    stage.secrets.put("AUDITOR_OIDC_TOKEN_URL", platform.token());
    stage.secrets.put("AUDITOR_OIDC_CLIENT_ID", "kaapana");
    stage.secrets.put("AUDITOR_OIDC_CLIENT_SECRET", "of-the-client");
    stage.secrets.put("AUDITOR_OIDC_USER", "olga");
    stage.secrets.put("AUDITOR_OIDC_PASSWORD", "open sesame");

    assertThat(airflow(KaapanaRelease.V0_2_2).count(DAG, RunState.QUEUED)).isZero();

    assertThat(platform.asked).last().asString().contains(" Bearer good.token ");
  }

  @Test
  void aWrongPasswordIsToldWithoutIt() {
    stage.secrets.put("AUDITOR_OIDC_TOKEN_URL", platform.token());
    stage.secrets.put("AUDITOR_OIDC_CLIENT_ID", "kaapana");
    stage.secrets.put("AUDITOR_OIDC_USER", "olga");
    stage.secrets.put("AUDITOR_OIDC_PASSWORD", "wrong-secret");

    assertThatThrownBy(() -> airflow(KaapanaRelease.V0_2_2).runIds(DAG))
        .isInstanceOf(WebException.class)
        .hasMessageContaining("gets no token")
        .hasMessageNotContaining("wrong-secret");
  }

  @ParameterizedTest
  @CsvSource({"302", "401", "403"})
  void theIngressOfTheOldReleaseTakesNoTokenAndGetsNone(int status) {
    stage.secrets.put("AUDITOR_AIRFLOW_TOKEN", "planted.token");
    platform.before = exchange -> answer(exchange, status, "{}");

    assertThatThrownBy(() -> airflow(KaapanaRelease.V0_1_3).runIds(DAG))
        .hasMessageContaining("as the ingress of 0.1.3 does to all but browsers")
        .hasMessageContaining("forward a port of service airflow-service in namespace flow");

    assertThat(platform.asked).noneMatch(line -> line.contains("planted.token"));
  }

  @Test
  void noRedirectIsFollowed() {
    stage.secrets.put("AUDITOR_AIRFLOW_TOKEN", "planted.token");
    platform.before =
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/flow/kaapana/api/elsewhere");
          return answer(exchange, 307, "{}");
        };

    assertThatThrownBy(() -> airflow(KaapanaRelease.V0_2_2).runIds(DAG))
        .hasMessageContaining("answers 307, it sends elsewhere");

    assertThat(platform.asked).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{\"run_ids\":\"x\"}",
        "{\"run_ids\":[1]}",
        "{\"run_ids\":[\"\\u001b[2Jgone\"]}",
        "{\"run_ids\":[\"../../../etc\"]}",
        "{\"run_ids\":[]} {}",
        "{\"run_ids\":[",
        "<html>"
      })
  void anAnswerThatIsNoneIsRefusedAndNotRepeatedInTheMessage(String body) {
    platform.before = exchange -> answer(exchange, 200, body);

    assertThatThrownBy(() -> airflow(KaapanaRelease.V0_2_2).runIds(DAG))
        .isInstanceOf(WebException.class)
        .hasMessageNotContaining("gone")
        .hasMessageNotContaining("etc");
  }

  @Test
  void anEndlessAnswerIsCutOff() {
    platform.before =
        exchange -> {
          try {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            byte[] ids = "\"a-run\",".repeat(10_000).getBytes(UTF_8);
            exchange.getResponseBody().write("{\"run_ids\":[".getBytes(UTF_8));
            for (int i = 0; i < 1_000; i++) {
              exchange.getResponseBody().write(ids);
            }
            return true;
          } catch (IOException e) {
            return true; // cut off, as it should be
          }
        };

    assertThatThrownBy(() -> airflow(KaapanaRelease.V0_2_2).runIds(DAG))
        .hasMessageContaining("answers with more than 16777216 bytes");
  }

  @ParameterizedTest
  @CsvSource({"-1", "\"3\"", "1e3", "null"})
  void aCountIsAWholeNumber(String count) {
    platform.before = exchange -> answer(exchange, 200, "{\"number_of_dagruns\":" + count + "}");

    assertThatThrownBy(() -> airflow(KaapanaRelease.V0_2_2).count(DAG, RunState.FAILED))
        .isInstanceOf(WebException.class);
  }

  @Test
  void aWordForAStateThatIsNotKnownIsNoEnd() throws Exception {
    platform.before = exchange -> answer(exchange, 200, "{\"state\":\"upstream_failed\"}");

    RunState state = airflow(KaapanaRelease.V0_2_2).state(DAG, "a-run");

    assertThat(state).isEqualTo(RunState.OTHER);
    assertThat(state.ended()).isFalse();
  }

  @Test
  void aQuestionIsAskedAgainWhenTheConnectionBreaksAndAnOrderIsNot() throws Exception {
    platform.before =
        exchange -> {
          boolean first = platform.asked.size() == 1;
          if (first) {
            exchange.close();
          }
          return first;
        };
    assertThat(airflow(KaapanaRelease.V0_2_2).runIds(DAG)).isEmpty();
    assertThat(platform.asked).hasSize(2);
    platform.breaksOff = true;

    assertThatThrownBy(() -> airflow(KaapanaRelease.V0_2_2).trigger(DAG, List.of()))
        .isInstanceOf(WebException.class);
    assertThat(platform.orders()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://olga:secret@h/flow", "ftp://h/flow", "h/flow", "http://h/flow?token=x"})
  void anAddressWithASecretInItIsRefusedAndNotRepeated(String address) {
    assertThatThrownBy(() -> Airflow.at(address, KaapanaRelease.V0_2_2, stage.verifier()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
  }

  private Airflow airflow(KaapanaRelease release) {
    return Airflow.at(platform.airflow(), release, stage.verifier());
  }

  private static boolean answer(HttpExchange exchange, int status, String body) {
    try {
      PlatformServer.send(exchange, status, body);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
