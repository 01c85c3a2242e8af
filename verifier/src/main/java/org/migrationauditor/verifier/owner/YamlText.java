package org.migrationauditor.verifier.owner;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The plain part of YAML: one document of maps, lists and texts, without anchors, aliases and
 * duplicate names, nested no deeper than rules are.
 */
final class YamlText {
  private static final int DEEPEST = 4;

  private final Iterator<Event> events;

  private YamlText(Iterator<Event> events) {
    this.events = events;
  }

  /** Text that is not as described; the message is a clause. */
  static final class UnreadableYamlException extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableYamlException(String clause) {
      super(clause);
    }
  }

  /** A {@code Map<String, Object>}, a {@code List<Object>} or a {@code String}. */
  static Object parse(String text) throws UnreadableYamlException {
    LoadSettings settings = LoadSettings.builder().setParseComments(false).build();
    try {
      YamlText yaml = new YamlText(new Parse(settings).parseString(text).iterator());
      yaml.expect(Event.ID.StreamStart);
      yaml.expect(Event.ID.DocumentStart);
      Object root = yaml.value(yaml.events.next(), 0);
      yaml.expect(Event.ID.DocumentEnd);
      yaml.expect(Event.ID.StreamEnd);
      return root;
    } catch (MarkedYamlEngineException e) {
      throw new UnreadableYamlException(
          e.getProblemMark()
              .map(mark -> "is no YAML in line %d".formatted(mark.getLine() + 1))
              .orElse("is no YAML"));
    } catch (YamlEngineException e) {
      throw new UnreadableYamlException("is no YAML");
    }
  }

  private void expect(Event.ID id) throws UnreadableYamlException {
    if (events.next().getEventId() != id) {
      throw new UnreadableYamlException("is empty or holds more than one document");
    }
  }

  private Object value(Event event, int depth) throws UnreadableYamlException {
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      throw new UnreadableYamlException("has an anchor or an alias");
    }
    if (event instanceof ScalarEvent scalar) {
      return scalar.getValue();
    }
    if (depth == DEEPEST) {
      throw new UnreadableYamlException("is nested deeper than %d".formatted(DEEPEST));
    }
    return switch (event.getEventId()) {
      case MappingStart -> map(depth);
      case SequenceStart -> list(depth);
      default -> throw new UnreadableYamlException("is empty");
    };
  }

  private Map<String, Object> map(int depth) throws UnreadableYamlException {
    Map<String, Object> map = new LinkedHashMap<>();
    Event event = events.next();
    while (event.getEventId() != Event.ID.MappingEnd) {
      if (!(value(event, depth + 1) instanceof String name)) {
        throw new UnreadableYamlException("has a name that is no text");
      }
      if (map.put(name, value(events.next(), depth + 1)) != null) {
        throw new UnreadableYamlException("has a name twice in one place");
      }
      event = events.next();
    }
    return map;
  }

  private List<Object> list(int depth) throws UnreadableYamlException {
    List<Object> list = new ArrayList<>();
    Event event = events.next();
    while (event.getEventId() != Event.ID.SequenceEnd) {
      list.add(value(event, depth + 1));
      event = events.next();
    }
    return list;
  }
}
