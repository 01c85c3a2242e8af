package org.migrationauditor.verifier.disk;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * A data set in DICOM JSON (PS3.18 F), of which only identifiers of the instance and elements of
 * group 7777 are kept, so that nothing of a patient ever is.
 *
 * @param values by tag, as eight hexadecimal digits
 * @param items of sequences in group 7777, by tag; those within them are left out
 */
record MetadataJson(Map<String, List<String>> values, Map<String, List<MetadataJson>> items) {
  private static final String GROUP = "7777";
  private static final Set<String> KEPT =
      Set.of("00080016", "00080018", "00080060", "0020000D", "0020000E");
  private static final int MOST_VALUES = 1000;
  private static final int LONGEST_VALUE = 1024;
  private static final int LONGEST_TEXT = 64 * 1024; // of those that are looked at
  private static final long LARGEST = 1L << 30;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(LONGEST_TEXT)
                  .maxDocumentLength(LARGEST)
                  .build())
          .build();

  /**
   * Reads one data set and nothing behind it, in memory that does not depend on its size.
   *
   * @throws IOException if it is no DICOM JSON; the message quotes nothing of it
   */
  static MetadataJson read(InputStream in) throws IOException {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), in)) {
      expect(json.nextToken() == JsonToken.START_OBJECT);
      MetadataJson dataSet = new Reading(json).dataSet(true);
      expect(json.nextToken() == null);
      return dataSet;
    } catch (JacksonException e) {
      if (e.getCause() instanceof IOException io && !(io instanceof CharConversionException)) {
        throw io;
      }
      throw new UnreadableMetadataException();
    }
  }

  /** It is no DICOM JSON. */
  static final class UnreadableMetadataException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** First value of an element; empty when it has none. */
  String first(String tag) {
    List<String> all = values.getOrDefault(tag, List.of());
    return all.isEmpty() ? "" : all.getFirst();
  }

  private static void expect(boolean held) throws IOException {
    if (!held) {
      throw new UnreadableMetadataException();
    }
  }

  /** One parser and how much of it was kept. */
  private static final class Reading {
    private final JsonParser json;
    private int kept;

    Reading(JsonParser json) {
      this.json = json;
    }

    /** Reads from behind the opening brace to the closing one. */
    MetadataJson dataSet(boolean outermost) throws IOException {
      MetadataJson dataSet = new MetadataJson(new HashMap<>(), new HashMap<>());
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String tag = json.currentName();
        JsonToken value = json.nextToken();
        if (KEPT.contains(tag) || (tag.length() == 8 && tag.startsWith(GROUP))) {
          expect(value == JsonToken.START_OBJECT);
          element(tag, dataSet, outermost);
        } else {
          json.skipChildren();
        }
      }
      expect(json.currentToken() == JsonToken.END_OBJECT);
      return dataSet;
    }

    private void element(String tag, MetadataJson dataSet, boolean outermost) throws IOException {
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean values = json.currentName().equals("Value");
        if (json.nextToken() == JsonToken.START_ARRAY && values) {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            value(tag, dataSet, outermost);
          }
        } else {
          json.skipChildren();
        }
      }
      expect(json.currentToken() == JsonToken.END_OBJECT);
    }

    private void value(String tag, MetadataJson dataSet, boolean outermost) throws IOException {
      kept++;
      expect(kept <= MOST_VALUES);
      switch (json.currentToken()) {
        case VALUE_STRING, VALUE_NUMBER_INT -> {
          expect(json.getStringLength() <= LONGEST_VALUE);
          dataSet.values.computeIfAbsent(tag, t -> new ArrayList<>()).add(json.getString());
        }
        case START_OBJECT -> {
          if (outermost) {
            dataSet.items.computeIfAbsent(tag, t -> new ArrayList<>()).add(dataSet(false));
          } else {
            json.skipChildren();
          }
        }
        case VALUE_NULL -> {}
        default -> throw new UnreadableMetadataException();
      }
    }
  }
}
