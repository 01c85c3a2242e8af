package org.migrationauditor.command.runbook;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Bytes of a runbook as a tree. Of YAML only plain data is read: one document of at most 1 MiB in
 * UTF-8, nested at most 12 deep, without anchors, aliases, tags and directives, since each of them
 * could make a short file mean something else than what a reader sees.
 */
final class YamlFile {
  private static final int LIMIT_BYTES = 1 << 20;

  private YamlFile() {}

  /** The root; null when there is none, and the mistakes then say why. */
  static @Nullable YamlNode parse(byte[] yaml, Mistakes mistakes) {
    if (yaml.length > LIMIT_BYTES) {
      mistakes.add(
          Place.START,
          "",
          String.format(
              Locale.ROOT,
              "holds %d bytes, more than %d; split it or drop what no step needs",
              yaml.length,
              LIMIT_BYTES));
      return null;
    }
    String text = decode(yaml, mistakes);
    return text == null ? null : tree(text, mistakes);
  }

  private static @Nullable String decode(byte[] yaml, Mistakes mistakes) {
    ByteBuffer bytes = ByteBuffer.wrap(yaml);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      int line = 1;
      for (int at = 0; at < bytes.position(); at++) {
        line += yaml[at] == '\n' ? 1 : 0;
      }
      mistakes.add(
          new Place(line, 1),
          "",
          String.format(
              Locale.ROOT, "byte %d is not UTF-8; save the file in UTF-8", bytes.position()));
      return null;
    }
  }

  private static @Nullable YamlNode tree(String text, Mistakes mistakes) {
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(LIMIT_BYTES).setParseComments(false).build();
    YamlTree tree = new YamlTree(mistakes);
    try {
      Iterator<Event> events = new Parse(settings).parseString(text).iterator();
      while (events.hasNext() && !tree.tooDeep()) {
        tree.add(events.next());
      }
      return tree.root();
    } catch (MarkedYamlEngineException e) {
      String problem = e.getProblem() == null ? "is not YAML" : e.getProblem();
      Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
      mistakes.add(place(mark), "", syntax(problem));
    } catch (YamlEngineException e) {
      String problem = e.getMessage() == null ? "is not YAML" : e.getMessage();
      mistakes.add(Place.START, "", syntax(problem));
    }
    return null;
  }

  static Place place(Optional<Mark> mark) {
    return mark.map(m -> new Place(m.getLine() + 1, m.getColumn() + 1)).orElse(Place.START);
  }

  private static String syntax(String problem) {
    return "the YAML cannot be read: %s; mend it and check the rest again"
        .formatted(Shown.quoted(problem));
  }
}
