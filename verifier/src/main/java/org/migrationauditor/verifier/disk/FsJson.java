package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * What a MinIO server in FS mode recorded of one object. Source: MinIO RELEASE.2022-03-26, {@code
 * cmd/fs-v1-metadata.go}.
 *
 * @param meta names and values as the server wrote them
 * @param problem what is wrong with the record, in one clause; empty when nothing is
 */
record FsJson(Map<String, String> meta, String problem) {
  private static final Set<String> VERSIONS = Set.of("1.0.0", "1.0.1", "1.0.2");

  /** A record that cannot be used, wholly or in part. */
  private static FsJson without(String problem) {
    return new FsJson(Map.of(), problem);
  }

  /**
   * Reads a record, never through a link.
   *
   * @param root of the archive
   * @param file the record's place below it
   */
  static FsJson read(Path root, Path file) {
    try {
      return parsed(ServerFile.json(root, file));
    } catch (NoSuchFileException e) {
      return without("its server knows no ETag, content type or user metadata: no fs.json");
    } catch (JacksonException e) {
      return without("its fs.json is damaged");
    } catch (IOException e) {
      return without("its fs.json: " + Problem.of(e));
    }
  }

  private static FsJson parsed(byte[] json) throws JacksonException {
    if (json.length == 0) {
      return without("its server knows no ETag, content type or user metadata: fs.json is empty");
    }
    try (JsonParser parser = ServerFile.JSON.createParser(ObjectReadContext.empty(), json)) {
      String version = "";
      Map<String, String> meta = Map.of();
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return without("its fs.json is damaged");
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("version") && value == JsonToken.VALUE_STRING) {
          version = parser.getString();
        } else if (name.equals("meta") && value == JsonToken.START_OBJECT) {
          meta = strings(parser);
        } else {
          parser.skipChildren();
        }
      }
      if (parser.nextToken() != null) {
        return without("its fs.json is damaged");
      }
      return VERSIONS.contains(version)
          ? new FsJson(meta, "")
          : without("its fs.json is of a version that is not known here");
    }
  }

  private static Map<String, String> strings(JsonParser parser) throws JacksonException {
    Map<String, String> strings = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_STRING) {
        strings.put(name, parser.getString());
      } else {
        parser.skipChildren();
      }
    }
    return strings;
  }
}
