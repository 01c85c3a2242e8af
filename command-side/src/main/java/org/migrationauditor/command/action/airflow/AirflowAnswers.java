package org.migrationauditor.command.action.airflow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.verifier.http.WebException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Makes sense of what Kaapana's interface of Airflow answers; what is no such answer is refused.
 */
final class AirflowAnswers {
  private static final Pattern RUN_ID = Pattern.compile("[A-Za-z0-9_.:+~-]{1,250}");

  private AirflowAnswers() {}

  /** {@code {"dag_id": ..., "run_ids": [...]}}. */
  static List<String> runIds(JsonParser json) throws IOException {
    List<String> ids = null;
    expect(json.nextToken() == JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken type = json.nextToken();
      if (name.equals("run_ids")) {
        expect(type == JsonToken.START_ARRAY);
        ids = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          ids.add(runId(json));
        }
      } else {
        json.skipChildren();
      }
    }
    return needed(ids);
  }

  /** {@code {"number_of_dagruns": n}}. */
  static long count(JsonParser json) throws IOException {
    long count = -1;
    expect(json.nextToken() == JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean wanted = json.currentName().equals("number_of_dagruns");
      if (json.nextToken() == JsonToken.VALUE_NUMBER_INT && wanted) {
        count = json.getValueAsLong(-1);
      } else {
        json.skipChildren();
      }
    }
    expect(count >= 0);
    return count;
  }

  /** {@code {"dag_id": ..., "run_id": ..., "state": ..., "execution_date": ...}}. */
  static RunState state(JsonParser json) throws IOException {
    expect(json.nextToken() == JsonToken.START_OBJECT);
    return RunState.of(needed(text(json, "state")));
  }

  /** Rows of runs: {@code [{"run_id": ..., "state": ..., ...}, ...]}. */
  static List<String> rows(JsonParser json) throws IOException {
    List<String> ids = new ArrayList<>();
    expect(json.nextToken() == JsonToken.START_ARRAY);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json.currentToken() == JsonToken.START_OBJECT);
      ids.add(checked(needed(text(json, "run_id"))));
    }
    return ids;
  }

  /** {@code {"message": ["... created!"]}}, of later releases with the run as second element. */
  static Optional<String> begun(JsonParser json) throws IOException {
    String runId = null;
    boolean told = false;
    expect(json.nextToken() == JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean wanted = json.currentName().equals("message");
      JsonToken type = json.nextToken();
      if (!wanted) {
        json.skipChildren();
        continue;
      }
      expect(type == JsonToken.START_ARRAY);
      told = true;
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (json.currentToken() == JsonToken.START_OBJECT) {
          runId = checked(needed(text(json, "run_id")));
        } else {
          json.skipChildren();
        }
      }
    }
    expect(told);
    return Optional.ofNullable(runId);
  }

  /** One text of an object, which is read to its end; null when it has none of that name. */
  private static @Nullable String text(JsonParser json, String wanted) throws IOException {
    String text = null;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      if (json.nextToken() == JsonToken.VALUE_STRING && name.equals(wanted)) {
        text = json.getString();
      } else {
        json.skipChildren();
      }
    }
    return text;
  }

  private static String runId(JsonParser json) throws IOException {
    expect(json.currentToken() == JsonToken.VALUE_STRING);
    return checked(json.getString());
  }

  private static String checked(String runId) throws WebException {
    expect(RUN_ID.matcher(runId).matches());
    return runId;
  }

  private static <T> T needed(@Nullable T value) throws WebException {
    if (value == null) {
      throw senseless();
    }
    return value;
  }

  private static void expect(boolean shape) throws WebException {
    if (!shape) {
      throw senseless();
    }
  }

  private static WebException senseless() {
    return WebException.senseless("answers as no Airflow of Kaapana does");
  }
}
