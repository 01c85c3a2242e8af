package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * How a MinIO server keeps objects on a drive, from its {@code .minio.sys/format.json}. Source:
 * MinIO {@code cmd/format-meta.go}.
 */
enum DriveFormat {
  /** One file an object; given up by the server in RELEASE.2022-10-29. */
  FS,
  /** One folder with an {@code xl.meta} an object. */
  XL,
  /** The file is missing, damaged or names another format. */
  UNKNOWN;

  /** Place of the file below a drive's root. */
  static final String FILE = ".minio.sys/format.json";

  static DriveFormat of(Path root) {
    try {
      return switch (String.valueOf(format(ServerFile.json(root, root.resolve(FILE))))) {
        case "fs" -> FS;
        case "xl", "xl-single" -> XL;
        default -> UNKNOWN;
      };
    } catch (IOException | JacksonException e) { // the file is an entry itself, and says why
      return UNKNOWN;
    }
  }

  private static @Nullable String format(byte[] json) throws JacksonException {
    try (JsonParser parser = ServerFile.JSON.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() == JsonToken.VALUE_STRING && name.equals("format")) {
          return parser.getString();
        }
        parser.skipChildren();
      }
      return null;
    }
  }
}
