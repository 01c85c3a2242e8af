package org.migrationauditor.command.person;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.chain.ChainEvent;
import org.migrationauditor.messages.log.LogEvent;
import org.migrationauditor.messages.migration.EventMetadata;
import org.migrationauditor.messages.migration.MigrationEvent;
import org.migrationauditor.messages.person.PersonErased;
import org.migrationauditor.messages.person.Personal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Which texts of a stored object are personal data, as its record's components are marked. */
final class PersonalFields {
  /** Of the metadata of every event. */
  static final PersonalFields METADATA =
      new PersonalFields(List.of(new Field(EventMetadata.WHO, "", null)), Map.of());

  private static final PersonalFields NONE = new PersonalFields(List.of(), Map.of());
  private static final Map<String, PersonalFields> OF_EVENTS = ofEvents();

  private final List<Field> marked;
  private final Map<String, PersonalFields> nested;

  private PersonalFields(List<Field> marked, Map<String, PersonalFields> nested) {
    this.marked = marked;
    this.nested = nested;
  }

  /** A marked component; see {@link Personal}. */
  private record Field(String name, String by, @Nullable Pattern within) {
    static Field of(RecordComponent component, Personal mark) {
      return new Field(
          component.getName(),
          mark.by(),
          mark.within().isEmpty() ? null : Pattern.compile(mark.within()));
    }
  }

  /**
   * A text that is personal data.
   *
   * @param place in the object, names and numbers with slashes
   * @param name whether the text is a name rather than somebody's words
   * @param owner name, as it stands there, of whoever it belongs to
   */
  record Text(String place, boolean name, String owner, String value) {}

  /** What becomes of a text. */
  interface Change {
    String of(Text text);
  }

  /** Those of an event by its class name; none when no such event is known. */
  static PersonalFields of(String type) {
    return OF_EVENTS.getOrDefault(type, NONE);
  }

  boolean isEmpty() {
    return marked.isEmpty() && nested.isEmpty();
  }

  /** Puts in place of each text what {@code change} makes of it; words come before their author. */
  void replace(ObjectNode object, String place, Change change) {
    for (Field field : marked) {
      String author = object.path(field.by()).asString("");
      replaceIn(
          object,
          field.name(),
          place + "/" + field.name(),
          (at, value) -> part(field, value, text -> change.of(text(field, at, author, text))));
    }
    nested.forEach(
        (name, fields) -> {
          JsonNode value = object.path(name);
          if (value instanceof ObjectNode one) {
            fields.replace(one, place + "/" + name, change);
          } else if (value instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
              if (list.get(i) instanceof ObjectNode one) {
                fields.replace(one, place + "/" + name + "/" + i, change);
              }
            }
          }
        });
  }

  private static Text text(Field field, String place, String author, String value) {
    boolean name = field.by().isEmpty();
    return new Text(place, name, name ? value : author, value);
  }

  /** What becomes of a text at a place. */
  private interface ChangeAt {
    String of(String place, String value);
  }

  private static void replaceIn(ObjectNode object, String name, String place, ChangeAt change) {
    JsonNode value = object.path(name);
    if (value.isString()) {
      object.set(name, StringNode.valueOf(change.of(place, value.stringValue())));
    } else if (value instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i).isString()) {
          String at = place + "/" + i;
          list.set(i, StringNode.valueOf(change.of(at, list.get(i).stringValue())));
        }
      }
    } else if (value instanceof ObjectNode map) {
      for (String key : List.copyOf(map.propertyNames())) {
        replaceIn(map, key, place + "/" + key, change);
      }
    }
  }

  private static String part(Field field, String value, UnaryOperator<String> change) {
    Pattern within = field.within();
    if (within == null) {
      return value.isEmpty() ? value : change.apply(value);
    }
    Matcher found = within.matcher(value);
    return found.matches()
        ? value.substring(0, found.start(1))
            + change.apply(found.group(1))
            + value.substring(found.end(1))
        : value;
  }

  private static Map<String, PersonalFields> ofEvents() {
    Map<String, PersonalFields> all = new HashMap<>();
    Stream.of(
            Stream.of(MigrationEvent.class.getPermittedSubclasses()),
            Stream.of(ChainEvent.class.getPermittedSubclasses()),
            Stream.of(LogEvent.class.getPermittedSubclasses()),
            Stream.of(PersonErased.class))
        .flatMap(types -> types)
        .forEach(type -> all.put(type.getName(), of(type)));
    return Map.copyOf(all);
  }

  private static PersonalFields of(Class<?> type) {
    List<Field> marked = new ArrayList<>();
    Map<String, PersonalFields> nested = new HashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Personal mark = component.getAnnotation(Personal.class);
      if (mark != null) {
        marked.add(Field.of(component, mark));
      } else if (element(component.getGenericType()) instanceof Class<?> other
          && other.isRecord()
          && !of(other).isEmpty()) {
        nested.put(component.getName(), of(other));
      }
    }
    marked.sort(Comparator.comparing(field -> field.by().isEmpty()));
    return new PersonalFields(List.copyOf(marked), Map.copyOf(nested));
  }

  /** Of a list the type of its members; no stored record has another in its maps. */
  private static Type element(Type type) {
    return type instanceof ParameterizedType generic && generic.getRawType() == List.class
        ? generic.getActualTypeArguments()[0]
        : type;
  }
}
