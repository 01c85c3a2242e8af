package org.migrationauditor.verifier.dicom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files as dcmtk's dcmdump sees them. */
final class Dcmdump {
  private static final Pattern FILE = Pattern.compile("# dcmdump \\(\\d+/\\d+\\): (.*)");
  private static final Pattern ELEMENT =
      Pattern.compile("(\\([0-9a-f]{4},[0-9a-f]{4}\\)) \\w\\w \\[(.*)] +#.*");

  private Dcmdump() {}

  /**
   * What it says of one file.
   *
   * @param readable whether it came to the end without an error
   * @param values of top-level elements by tag, those without a value left out
   */
  record Dump(boolean readable, Map<String, String> values) {}

  static Map<Path, Dump> of(List<Path> files, String... tags) throws Exception {
    List<String> command = new ArrayList<>(List.of("+L", "+p", "+F", "+E", "-Un", "+uc"));
    for (String tag : tags) {
      command.add("+P");
      command.add(tag.replaceAll("[()]", ""));
    }
    files.forEach(file -> command.add(file.toString()));
    Map<Path, Dump> dumps = new LinkedHashMap<>();
    Path file = Path.of("");
    Map<String, String> values = new HashMap<>();
    for (String line : run(command).lines().toList()) {
      Matcher name = FILE.matcher(line);
      Matcher element = ELEMENT.matcher(line);
      if (name.matches()) {
        file = Path.of(name.group(1));
        values = new HashMap<>();
        dumps.put(file, new Dump(true, values));
      } else if (line.startsWith("E: ")) {
        dumps.put(file, new Dump(false, values));
      } else if (element.matches() && !element.group(2).isBlank()) {
        values.put(element.group(1), element.group(2).strip());
      }
    }
    return dumps;
  }

  /** Writes the values and fragments of pixel data to files in a folder. */
  static void pixels(Path folder, Path file) throws Exception {
    run(List.of("+W", folder.toString(), file.toString()));
  }

  static boolean installed() {
    try {
      run(List.of("--version"));
      return true;
    } catch (Exception e) {
      return false;
    }
  }

  private static String run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("dcmdump"));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    process.waitFor();
    return output;
  }
}
