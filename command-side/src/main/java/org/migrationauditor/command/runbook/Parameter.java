package org.migrationauditor.command.runbook;

import org.jspecify.annotations.Nullable;

/**
 * What a runbook must be told of a host.
 *
 * @param defaultValue used when none is given; may name earlier parameters as {@code ${name}}; an
 *     empty one means that the parameter may stay empty; null when a value must be given
 * @param sameAs earlier folder that this one may equal; null when it must differ from every other
 * @param sameWhen condition under which it must equal {@code sameAs}, and must differ otherwise;
 *     null when both are right
 * @param onlyWhen condition without which it must stay empty; null when it may always have a value
 */
public record Parameter(
    String name,
    String description,
    ParameterType type,
    @Nullable String defaultValue,
    @Nullable String sameAs,
    @Nullable String sameWhen,
    @Nullable String onlyWhen) {
  /** Whether a value must be given. */
  public boolean required() {
    return defaultValue == null;
  }
}
