package org.migrationauditor.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.migration.Roles;

/**
 * People in a YAML file: {@code operators} and {@code approvers}, each a list of names, and {@code
 * owners}, a list of names for each owner of data or for {@code '*'}.
 */
final class PeopleFile {
  private static final String OPERATORS = "operators";
  private static final String APPROVERS = "approvers";
  private static final String OWNERS = "owners";

  private final YamlMap yaml;

  private PeopleFile(Path file) {
    yaml = new YamlMap("people", file);
  }

  static Roles read(Path file) {
    return new PeopleFile(file).roles();
  }

  private Roles roles() {
    Map<?, ?> fields = yaml.read();
    for (Object field : fields.keySet()) {
      if (!List.of(OPERATORS, APPROVERS, OWNERS).contains(String.valueOf(field))) {
        throw yaml.refused(
            "'%s' is none of operators, approvers, owners".formatted(String.valueOf(field)));
      }
    }
    Map<OwnerKey, List<String>> owners = new LinkedHashMap<>();
    Object given = fields.get(OWNERS);
    if (given instanceof Map<?, ?> map) {
      map.forEach((data, people) -> owners.put(owner(data), names(OWNERS, people)));
    } else if (given != null) {
      throw yaml.refused("'owners' does not name people for each owner of data, or for '*'");
    }
    return new Roles(
        names(OPERATORS, fields.get(OPERATORS)), names(APPROVERS, fields.get(APPROVERS)), owners);
  }

  private OwnerKey owner(@Nullable Object data) {
    try {
      return new OwnerKey(String.valueOf(data));
    } catch (IllegalArgumentException e) {
      throw yaml.refused("'owners': " + e.getMessage());
    }
  }

  private List<String> names(String field, @Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw yaml.refused("'%s' is not a list such as [anna, anton]".formatted(field));
    }
    List<String> names = new ArrayList<>();
    for (Object name : list) {
      if (!(name instanceof String text)) {
        throw yaml.refused("'%s' holds '%s', which is no name".formatted(field, name));
      }
      names.add(text);
    }
    return names;
  }
}
