package org.migrationauditor.command.runbook;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parameters that a field may name: those declared before it. */
final class Scope {
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();

  void declare(Parameter parameter) {
    parameters.putIfAbsent(parameter.name(), parameter);
  }

  boolean declares(String name) {
    return parameters.containsKey(name);
  }

  boolean isA(ParameterType type, String name) {
    Parameter parameter = parameters.get(name);
    return parameter != null && parameter.type() == type;
  }

  /** The parameter of a path that never stays empty; null when the name stands for none. */
  @Nullable Parameter pathParameter(String name) {
    Parameter parameter = parameters.get(name);
    return parameter != null && parameter.type().path() && !mayBeEmpty(name) ? parameter : null;
  }

  boolean mayBeEmpty(String name) {
    Parameter parameter = parameters.get(name);
    return parameter != null && "".equals(parameter.defaultValue());
  }

  /** The names, for a message. */
  String names() {
    return parameters.isEmpty() ? "none" : String.join(", ", parameters.keySet());
  }
}
