package org.migrationauditor.command.runbook;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a runbook, each of which may build on the ones before it. */
final class ParameterReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,39}");

  private final Scope scope;
  private final Mistakes mistakes;

  ParameterReader(Scope scope, Mistakes mistakes) {
    this.scope = scope;
    this.mistakes = mistakes;
  }

  Parameter read(YamlNode node, String path) {
    Fields fields = Fields.of(node, path, mistakes);
    String name = name(fields);
    String description = fields.text("description");
    ParameterType type = type(fields);
    String defaultValue = fields.optionalTextOrEmpty("default");
    String sameAs = fields.optionalText("sameAs");
    String sameWhen = fields.optionalText("sameWhen");
    String onlyWhen = fields.optionalText("onlyWhen");
    fields.refuseRest();
    if (defaultValue != null) {
      checkDefault(fields, type, defaultValue);
    }
    if (sameAs != null && !(type == ParameterType.FOLDER && scope.isA(type, sameAs))) {
      fields.mistake(
          "sameAs",
          "%s and this are not both folders, the other one declared before; correct it"
              .formatted(Shown.quoted(sameAs)));
    }
    if (sameWhen != null) {
      checkSameWhen(fields, sameAs, sameWhen);
    }
    if (onlyWhen != null) {
      checkOnlyWhen(fields, defaultValue, onlyWhen);
    }
    Parameter parameter =
        new Parameter(name, description, type, defaultValue, sameAs, sameWhen, onlyWhen);
    scope.declare(parameter);
    return parameter;
  }

  private String name(Fields fields) {
    String name = fields.text("name");
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      fields.mistake(
          "name",
          "%s is no name; use a letter, then letters and digits, at most 40"
              .formatted(Shown.quoted(name)));
    } else if (scope.declares(name)) {
      fields.mistake("name", "%s is declared twice; keep one".formatted(Shown.quoted(name)));
    }
    return name;
  }

  private static ParameterType type(Fields fields) {
    String word = fields.text("type");
    for (ParameterType type : ParameterType.values()) {
      if (type.word().equals(word)) {
        return type;
      }
    }
    if (!word.isEmpty()) {
      fields.mistake(
          "type",
          "%s is unknown; use one of %s"
              .formatted(
                  Shown.quoted(word),
                  Arrays.stream(ParameterType.values())
                      .map(ParameterType::word)
                      .collect(Collectors.joining(", "))));
    }
    return ParameterType.TEXT;
  }

  private void checkDefault(Fields fields, ParameterType type, String text) {
    Template template = Template.of(text);
    if (template.broken()) {
      fields.mistake("default", "holds '${' without a name and '}' after it; close it");
    }
    for (String other : template.names()) {
      if (!scope.declares(other)) {
        fields.mistake(
            "default",
            "names the parameter %s, which is not declared before this one, so that there is no end"
                    .formatted(Shown.quoted(other))
                + " to looking it up; use one of %s".formatted(scope.names()));
      }
    }
    boolean literal = template.names().isEmpty() && !template.broken() && !text.isEmpty();
    String mistake = literal ? type.mistake(text) : null;
    if (mistake != null) {
      fields.mistake("default", mistake);
    }
  }

  private void checkSameWhen(Fields fields, @Nullable String sameAs, String text) {
    if (sameAs == null) {
      fields.mistake("sameWhen", "stands without sameAs; name the folder this may equal");
    }
    checkCondition(fields, "sameWhen", text, scope);
  }

  private void checkOnlyWhen(Fields fields, @Nullable String defaultValue, String text) {
    if (!"".equals(defaultValue)) {
      fields.mistake(
          "onlyWhen", "stands without default: ''; give that, so that it may stay empty");
    }
    checkCondition(fields, "onlyWhen", text, scope);
  }

  /** Notes what is wrong with a condition. */
  static void checkCondition(Fields fields, String name, String text, Scope scope) {
    Condition condition = Condition.of(text).orElse(null);
    if (condition == null) {
      fields.mistake(
          name,
          "%s is no condition; write 'one == other' or 'one != other', each a parameter or '' behind"
                  .formatted(Shown.quoted(text))
              + " the sign");
      return;
    }
    for (String parameter : condition.parameters()) {
      if (!scope.declares(parameter)) {
        fields.mistake(
            name,
            "names the parameter %s, which is not declared; use one of %s"
                .formatted(Shown.quoted(parameter), scope.names()));
      }
    }
  }
}
