package org.migrationauditor.verifier.index;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One document.
 *
 * @param values by field; several values of one stand with a semicolon between them, at which
 *     Kaapana split them
 * @param sort by which the search goes on behind it, null when it is no text
 */
record Document(Map<String, String> values, @Nullable String sort) {
  private static final Pattern UID = Pattern.compile("[0-9][0-9A-Za-z._-]{0,63}");
  private static final int VALUE_MAX = 1024;

  /** A value, null when there is none. */
  @Nullable String value(String field) {
    String value = values.get(field);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** A value that can be one UID, else null. */
  @Nullable String uid(String field) {
    String value = value(field);
    return value != null && UID.matcher(value).matches() ? value : null;
  }

  static Document read(JsonParser json) throws IOException {
    Page.expect(json.currentToken() == JsonToken.START_OBJECT);
    Map<String, String> values = Map.of();
    String sort = null;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken type = json.nextToken();
      if (name.equals("_source")) {
        Page.expect(type == JsonToken.START_OBJECT);
        values = source(json);
      } else if (name.equals("sort")) {
        Page.expect(type == JsonToken.START_ARRAY);
        sort = values(json);
      } else {
        json.skipChildren();
      }
    }
    return new Document(values, sort);
  }

  private static Map<String, String> source(JsonParser json) throws IOException {
    Map<String, String> values = new HashMap<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String field = json.currentName();
      JsonToken type = json.nextToken();
      if (type == JsonToken.START_ARRAY) {
        values.put(field, values(json));
      } else if (type.isScalarValue() && type != JsonToken.VALUE_NULL) {
        values.put(field, json.getString());
      } else {
        json.skipChildren();
      }
      Page.expect(values.getOrDefault(field, "").length() <= VALUE_MAX);
    }
    return values;
  }

  private static String values(JsonParser json) throws IOException {
    StringBuilder all = new StringBuilder();
    String separator = "";
    JsonToken type;
    while ((type = json.nextToken()) != JsonToken.END_ARRAY) {
      Page.expect(type.isScalarValue());
      all.append(separator).append(json.getString());
      separator = ";";
      Page.expect(all.length() <= VALUE_MAX);
    }
    return all.toString();
  }
}
