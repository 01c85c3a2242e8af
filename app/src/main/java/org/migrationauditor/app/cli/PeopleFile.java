package org.migrationauditor.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.migration.Roles;
import org.migrationauditor.messages.report.ReportLanguage;

/**
 * People in a YAML file: {@code operators} and {@code approvers}, each a list of names, {@code
 * owners}, a list of names for each owner of data or for {@code '*'}, and {@code languages}, the
 * language of the reports for each owner of data or for {@code '*'}.
 */
final class PeopleFile {
  private static final String OPERATORS = "operators";
  private static final String APPROVERS = "approvers";
  private static final String OWNERS = "owners";
  private static final String LANGUAGES = "languages";
  private static final List<String> FIELDS = List.of(OPERATORS, APPROVERS, OWNERS, LANGUAGES);

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
      if (!FIELDS.contains(String.valueOf(field))) {
        throw yaml.refused(
            "'%s' is none of %s".formatted(String.valueOf(field), String.join(", ", FIELDS)));
      }
    }
    Map<OwnerKey, List<String>> owners = new LinkedHashMap<>();
    Object given = fields.get(OWNERS);
    if (given instanceof Map<?, ?> map) {
      map.forEach((data, people) -> owners.put(owner(OWNERS, data), names(OWNERS, people)));
    } else if (given != null) {
      throw yaml.refused("'owners' does not name people for each owner of data, or for '*'");
    }
    return new Roles(
        names(OPERATORS, fields.get(OPERATORS)),
        names(APPROVERS, fields.get(APPROVERS)),
        owners,
        languages(fields.get(LANGUAGES)));
  }

  private Map<OwnerKey, String> languages(@Nullable Object given) {
    Map<OwnerKey, String> languages = new LinkedHashMap<>();
    if (given instanceof Map<?, ?> map) {
      map.forEach((data, tag) -> languages.put(owner(LANGUAGES, data), language(tag)));
    } else if (given != null) {
      throw yaml.refused("'languages' does not give one for each owner of data, or for '*'");
    }
    return languages;
  }

  private String language(@Nullable Object tag) {
    return ReportLanguage.of(String.valueOf(tag))
        .map(ReportLanguage::tag)
        .orElseThrow(
            () ->
                yaml.refused(
                    "'languages' holds '%s', which is none of en, de"
                        .formatted(String.valueOf(tag))));
  }

  private OwnerKey owner(String field, @Nullable Object data) {
    try {
      return new OwnerKey(String.valueOf(data));
    } catch (IllegalArgumentException e) {
      throw yaml.refused("'%s': %s".formatted(field, e.getMessage()));
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
