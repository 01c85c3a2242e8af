package org.migrationauditor.verifier.dicomweb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.verifier.http.Answer;
import org.migrationauditor.verifier.http.WebException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One answer to a search (PS3.18 10.6).
 *
 * @param more whether the server says that it holds back matches
 */
record Matches(List<Match> list, boolean more) {
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;
  private static final int PARTIAL = 206; // of early dcm4chee-arc, instead of a warning
  private static final int VALUE_MAX = 1024;
  private static final int LIST_MAX = 200_000; // of a server that knows no pages

  /** Reads an answer and keeps the values of some tags. */
  static Matches read(Answer answer, Set<String> tags) throws IOException {
    boolean more = !answer.header("warning").isEmpty() || answer.status() == PARTIAL;
    return switch (answer.status()) {
      case NO_CONTENT -> new Matches(List.of(), more);
      case OK, PARTIAL -> new Matches(answer.json(json -> list(json, tags)), more);
      default -> throw answer.failure();
    };
  }

  private static List<Match> list(JsonParser json, Set<String> tags) throws IOException {
    expect(json.nextToken() == JsonToken.START_ARRAY);
    List<Match> list = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json.currentToken() == JsonToken.START_OBJECT);
      list.add(match(json, tags));
      expect(list.size() <= LIST_MAX);
    }
    return list;
  }

  private static Match match(JsonParser json, Set<String> tags) throws IOException {
    Map<String, String> values = new HashMap<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String tag = json.currentName();
      boolean wanted = tags.contains(tag);
      JsonToken type = json.nextToken();
      if (wanted) {
        expect(type == JsonToken.START_OBJECT);
        String value = attribute(json);
        if (value != null) {
          expect(values.put(tag, value) == null);
        }
      } else {
        json.skipChildren();
      }
    }
    return new Match(values);
  }

  private static @Nullable String attribute(JsonParser json) throws IOException {
    String value = null;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean wanted = json.currentName().equals("Value");
      JsonToken type = json.nextToken();
      if (wanted) {
        expect(type == JsonToken.START_ARRAY && value == null);
        value = values(json);
      } else {
        json.skipChildren();
      }
    }
    return value;
  }

  private static String values(JsonParser json) throws IOException {
    StringBuilder all = new StringBuilder();
    String separator = "";
    JsonToken type;
    while ((type = json.nextToken()) != JsonToken.END_ARRAY) {
      all.append(separator);
      if (type == JsonToken.START_OBJECT) {
        all.append(Match.ITEMS);
        json.skipChildren();
      } else if (type != JsonToken.VALUE_NULL) {
        expect(type.isScalarValue());
        all.append(json.getString());
      }
      separator = "\\";
      expect(all.length() <= VALUE_MAX);
    }
    return all.toString();
  }

  private static void expect(boolean shape) throws WebException {
    if (!shape) {
      throw WebException.senseless("answers with no DICOM JSON");
    }
  }
}
