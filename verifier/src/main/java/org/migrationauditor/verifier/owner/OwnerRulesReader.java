package org.migrationauditor.verifier.owner;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.verifier.digest.Sha256;

/** Reads files of rules; {@code docs/owners.md} describes them. */
public final class OwnerRulesReader {
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_RULES = 500;
  private static final int MOST_PATTERNS = 1000;
  private static final int LONGEST = 240;
  private static final String OWNER = "owner";
  private static final String EACH = "each";
  private static final String PREFIX = "prefix";
  private static final Set<String> RESERVED = Set.of("unassigned", "whole migration");

  private final String label;

  private OwnerRulesReader(String label) {
    this.label = label;
  }

  /**
   * Reads a file, which may come from a stranger.
   *
   * @throws IllegalArgumentException if it holds no rules; the message is one sentence
   */
  public static OwnerRules read(Path file) {
    OwnerRulesReader reader = new OwnerRulesReader(file.toString());
    try (InputStream in = Files.newInputStream(file)) {
      return reader.rules(in.readNBytes(MOST_BYTES + 1));
    } catch (IOException e) {
      throw reader.wrong("cannot be read");
    }
  }

  private OwnerRules rules(byte[] yaml) {
    if (yaml.length > MOST_BYTES) {
      throw wrong("is larger than 1 MiB");
    }
    Map<String, Object> root = map(parsed(yaml), "the file");
    refuseOthers(root, Set.of("owners"), "the file");
    List<Object> entries = list(root.get("owners"), "owners");
    if (entries.isEmpty() || entries.size() > MOST_RULES) {
      throw wrong("has %d rules, where 1 to %d may be".formatted(entries.size(), MOST_RULES));
    }
    List<OwnerRule> rules = new ArrayList<>();
    for (Object entry : entries) {
      if (!rules.isEmpty() && rules.getLast().matchesAll()) {
        throw wrong(
            "rule %d is met by every entry, so that the next is never asked"
                .formatted(rules.size()));
      }
      String where = "rule " + (rules.size() + 1);
      rules.add(rule(map(entry, where), where));
    }
    return new OwnerRules(Sha256.of(yaml), rules);
  }

  private Object parsed(byte[] yaml) {
    try {
      return YamlText.parse(UTF_8.newDecoder().decode(ByteBuffer.wrap(yaml)).toString());
    } catch (CharacterCodingException e) {
      throw wrong("is not UTF-8");
    } catch (YamlText.UnreadableYamlException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private OwnerRule rule(Map<String, Object> fields, String where) {
    refuseOthers(fields, Stream.concat(words(), Stream.of(OWNER, EACH, PREFIX)).toList(), where);
    if (fields.containsKey(OWNER) == fields.containsKey(EACH)) {
      throw wrong("%s must have either an owner or an each".formatted(where));
    }
    Map<EntryAttribute, List<Glob>> conditions = new EnumMap<>(EntryAttribute.class);
    for (EntryAttribute attribute : EntryAttribute.values()) {
      Object patterns = fields.get(attribute.word());
      if (patterns != null) {
        conditions.put(
            attribute,
            texts(patterns, where + ", " + attribute.word()).stream().map(Glob::new).toList());
      }
    }
    return new OwnerRule(
        fields.containsKey(OWNER) ? owner(fields.get(OWNER), where) : null,
        fields.containsKey(EACH) ? attribute(fields.get(EACH), where) : null,
        conditions,
        fields.containsKey(PREFIX) ? texts(fields.get(PREFIX), where + ", prefix") : List.of());
  }

  private OwnerKey owner(@Nullable Object value, String where) {
    String name = text(value, where + ", owner");
    if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
      throw wrong("%s: '%s' is no owner's name".formatted(where, name));
    }
    return new OwnerKey(name);
  }

  private EntryAttribute attribute(@Nullable Object value, String where) {
    String word = text(value, where + ", each");
    return Stream.of(EntryAttribute.values())
        .filter(attribute -> attribute.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    "%s: each is none of %s"
                        .formatted(where, words().collect(Collectors.joining(", ")))));
  }

  private List<String> texts(@Nullable Object value, String where) {
    List<Object> values = value instanceof String ? List.of(value) : list(value, where);
    if (values.isEmpty() || values.size() > MOST_PATTERNS) {
      throw wrong(
          "%s has %d values, where 1 to %d may be".formatted(where, values.size(), MOST_PATTERNS));
    }
    return values.stream().map(one -> text(one, where)).toList();
  }

  private String text(@Nullable Object value, String where) {
    if (!(value instanceof String text)
        || text.isBlank()
        || text.length() > LONGEST
        || text.codePoints().anyMatch(OwnerRulesReader::invisible)) {
      throw wrong("%s is not a text of 1 to %d visible characters".formatted(where, LONGEST));
    }
    return text;
  }

  private static boolean invisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  private static Stream<String> words() {
    return Stream.of(EntryAttribute.values()).map(EntryAttribute::word);
  }

  private void refuseOthers(Map<String, Object> fields, Collection<String> known, String where) {
    if (!known.containsAll(fields.keySet())) {
      throw wrong("%s has a field that is none of %s".formatted(where, String.join(", ", known)));
    }
  }

  private Map<String, Object> map(@Nullable Object value, String where) {
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong("%s is no map of names and values".formatted(where));
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    map.forEach((name, field) -> fields.put(String.valueOf(name), field));
    return fields;
  }

  private List<Object> list(@Nullable Object value, String where) {
    if (!(value instanceof List<?> list)) {
      throw wrong("%s is no list".formatted(where));
    }
    return new ArrayList<>(list);
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(
        "owners '%s': %s; nothing was read, docs/owners.md says how rules are written"
            .formatted(label, what));
  }
}
