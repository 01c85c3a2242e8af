package org.migrationauditor.command.runbook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts what an operator gave and the defaults together, and refuses what could do harm. */
final class GivenParameters {
  private final List<Parameter> declared;
  private final Map<String, String> given;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final List<String> mistakes = new ArrayList<>();

  private GivenParameters(List<Parameter> declared, Map<String, String> given) {
    this.declared = declared;
    this.given = new TreeMap<>(given);
  }

  /**
   * @return a value for every parameter, in order, paths normalised
   * @throws RunbookException with a line for each mistake
   */
  static Map<String, String> resolve(List<Parameter> declared, Map<String, String> given) {
    GivenParameters parameters = new GivenParameters(declared, given);
    parameters.refuseUnknown();
    declared.forEach(parameters::resolve);
    declared.forEach(parameters::refuseWhereItMustStayEmpty);
    for (int later = 1; later < declared.size(); later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        parameters.compare(declared.get(earlier), declared.get(later));
      }
    }
    if (!parameters.mistakes.isEmpty()) {
      throw new RunbookException(parameters.mistakes);
    }
    return parameters.values;
  }

  private void refuseUnknown() {
    List<String> names = declared.stream().map(Parameter::name).toList();
    for (String name : given.keySet()) {
      if (!names.contains(name)) {
        mistakes.add(
            "parameter %s: the runbook has none of that name; use one of %s"
                .formatted(Shown.quoted(name), String.join(", ", names)));
      }
    }
  }

  private void resolve(Parameter parameter) {
    String value = value(parameter);
    if (value == null) {
      return;
    }
    if (value.isEmpty()) {
      if ("".equals(parameter.defaultValue())) {
        values.put(parameter.name(), "");
      } else {
        add(parameter, "is empty; give a value");
      }
      return;
    }
    String mistake = parameter.type().mistake(value);
    if (mistake == null) {
      values.put(parameter.name(), parameter.type().normal(value));
    } else {
      add(parameter, mistake);
    }
  }

  private void refuseWhereItMustStayEmpty(Parameter parameter) {
    if (parameter.onlyWhen() == null || values.getOrDefault(parameter.name(), "").isEmpty()) {
      return;
    }
    Condition condition = Condition.of(parameter.onlyWhen()).orElseThrow();
    if (values.keySet().containsAll(condition.parameters()) && !condition.holds(values)) {
      add(parameter, "must stay empty but where %s; leave one of them out".formatted(condition));
    }
  }

  /** Given or default; null when there is none, which is then known to be a mistake. */
  private @Nullable String value(Parameter parameter) {
    String own = given.get(parameter.name());
    if (own != null) {
      return own;
    }
    if (parameter.defaultValue() == null) {
      add(parameter, "is missing; give the %s".formatted(parameter.description()));
      return null;
    }
    Template template = Template.of(parameter.defaultValue());
    boolean known = values.keySet().containsAll(template.names());
    return known ? template.fill(values) : null;
  }

  private void compare(Parameter earlier, Parameter later) {
    String one = values.getOrDefault(earlier.name(), "");
    String other = values.getOrDefault(later.name(), "");
    if (one.isEmpty() || other.isEmpty() || !earlier.type().path() || !later.type().path()) {
      return;
    }
    if (earlier.name().equals(later.sameAs())) {
      compareTwins(earlier, later, one, other);
    } else if (one.equals(other)) {
      add(
          later,
          "%s is the path of '%s' too; give each its own"
              .formatted(Shown.quoted(other), earlier.name()));
    }
    boolean moves = earlier.type() == ParameterType.FOLDER || later.type() == ParameterType.FOLDER;
    if (moves && within(other, one)) {
      add(later, nested(other, "lies in", one, earlier));
    } else if (moves && within(one, other)) {
      add(later, nested(other, "holds", one, earlier));
    }
  }

  private void compareTwins(Parameter earlier, Parameter later, String one, String other) {
    if (later.sameWhen() == null) {
      return;
    }
    Condition condition = Condition.of(later.sameWhen()).orElseThrow();
    if (!values.keySet().containsAll(condition.parameters())) {
      return;
    }
    boolean same = condition.holds(values);
    if (same && !one.equals(other)) {
      add(
          later,
          "%s is not %s, the path of '%s'; they must be the same where %s"
              .formatted(Shown.quoted(other), Shown.quoted(one), earlier.name(), condition));
    } else if (!same && one.equals(other)) {
      add(
          later,
          "%s is the path of '%s' too; they may be the same only where %s"
              .formatted(Shown.quoted(other), earlier.name(), condition));
    }
  }

  private static String nested(String path, String how, String other, Parameter parameter) {
    return "%s %s %s, the path of '%s'; what is done to one would be done to both, keep them apart"
        .formatted(Shown.quoted(path), how, Shown.quoted(other), parameter.name());
  }

  private static boolean within(String path, String folder) {
    return path.startsWith(folder + "/");
  }

  private void add(Parameter parameter, String text) {
    mistakes.add("parameter '%s': %s".formatted(parameter.name(), text));
  }
}
