package org.migrationauditor.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A report as poppler's tools, which nobody here wrote, see it. */
record IssuedPdf(Path file) {

  String signature() throws IOException, InterruptedException {
    return AuditorProcess.tool("pdfsig", file.toString()).out();
  }

  String text() throws IOException, InterruptedException {
    return AuditorProcess.tool("pdftotext", "-layout", file.toString(), "-").out();
  }

  /** The embedded {@code report.json}. */
  JsonNode evidence() throws IOException, InterruptedException {
    return JsonMapper.builder().build().readTree(attached("report.json"));
  }

  /** An embedded file of text. */
  String attached(String name) throws IOException, InterruptedException {
    Path copy = Files.createTempFile("attached", ".txt");
    try {
      AuditorProcess.tool("pdfdetach", "-savefile", name, "-o", copy.toString(), file.toString());
      return Files.readString(copy);
    } finally {
      Files.delete(copy);
    }
  }
}
