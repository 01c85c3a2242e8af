package org.migrationauditor.verifier.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.migrationauditor.verifier.http.Answer;
import org.migrationauditor.verifier.http.WebException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One answer to a search or a count.
 *
 * @param documents of a search, in its order
 * @param count of a count, else -1
 * @param whole whether every shard answered, in time
 */
record Page(List<Document> documents, long count, boolean whole) {
  private static final int OK = 200;
  private static final int DOCUMENTS_MAX = 10_000;

  static Page read(Answer answer) throws IOException {
    if (answer.status() != OK) {
      throw answer.failure();
    }
    return answer.json(Page::page);
  }

  private static Page page(JsonParser json) throws IOException {
    List<Document> documents = new ArrayList<>();
    long count = -1;
    long failed = -1;
    boolean timedOut = false;
    expect(json.nextToken() == JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken type = json.nextToken();
      switch (name) {
        case "count" -> {
          expect(type == JsonToken.VALUE_NUMBER_INT);
          count = json.getValueAsLong();
        }
        case "timed_out" -> timedOut = type != JsonToken.VALUE_FALSE;
        case "_shards" -> failed = failed(json);
        case "hits" -> hits(json, documents);
        default -> json.skipChildren();
      }
    }
    return new Page(documents, count, failed == 0 && !timedOut);
  }

  private static long failed(JsonParser json) throws IOException {
    long failed = -1;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean wanted = json.currentName().equals("failed");
      if (json.nextToken() == JsonToken.VALUE_NUMBER_INT && wanted) {
        failed = json.getValueAsLong();
      } else {
        json.skipChildren();
      }
    }
    return failed;
  }

  private static void hits(JsonParser json, List<Document> documents) throws IOException {
    expect(json.currentToken() == JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean wanted = json.currentName().equals("hits");
      JsonToken type = json.nextToken();
      if (!wanted) {
        json.skipChildren();
        continue;
      }
      expect(type == JsonToken.START_ARRAY);
      while (json.nextToken() != JsonToken.END_ARRAY) {
        documents.add(Document.read(json));
        expect(documents.size() <= DOCUMENTS_MAX);
      }
    }
  }

  static void expect(boolean shape) throws WebException {
    if (!shape) {
      throw WebException.senseless("answers as no such index does");
    }
  }
}
