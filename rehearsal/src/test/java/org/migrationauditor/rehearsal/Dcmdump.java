package org.migrationauditor.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Elements of files as one run of dcmtk's dcmdump prints them; dcmtk is a prerequisite. */
final class Dcmdump {
  private static final Pattern FILE = Pattern.compile("# dcmdump \\(\\d+/\\d+\\): (.*)");
  private static final Pattern ELEMENT =
      Pattern.compile("\\(([0-9a-f]{4},[0-9a-f]{4})\\) \\w\\w (?:\\[(.*?)]|=(\\S+)).*");

  private Dcmdump() {}

  /** Value by tag of the top-level elements asked for; those without a value are left out. */
  static Map<Path, Map<String, String>> of(List<Path> files, String... tags) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("+L", "+p", "+F"));
    for (String tag : tags) {
      arguments.add("+P");
      arguments.add(tag);
    }
    files.forEach(file -> arguments.add(file.toString()));
    Run run = Run.of("dcmdump", arguments);
    assertThat(run.status()).isZero();
    assertThat(run.output().lines()).noneMatch(line -> line.matches("[WEF]: .*"));
    Map<Path, Map<String, String>> dumps = new LinkedHashMap<>();
    Map<String, String> values = new HashMap<>();
    for (String line : run.output().lines().toList()) {
      Matcher file = FILE.matcher(line);
      Matcher element = ELEMENT.matcher(line);
      if (file.matches()) {
        values = new HashMap<>();
        dumps.put(Path.of(file.group(1)), values);
      } else if (element.matches()) {
        String value = element.group(2) == null ? element.group(3) : element.group(2);
        values.put(element.group(1), value.strip());
      }
    }
    assertThat(dumps).hasSameSizeAs(files);
    return dumps;
  }
}
