package org.migrationauditor.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.migrationauditor.messages.migration.Actor;
import org.migrationauditor.messages.migration.Roles;
import org.migrationauditor.messages.query.MigrationState;
import org.migrationauditor.messages.query.StepState;

/** Who may act in a migration, in words. */
final class Named {
  private Named() {}

  /** One line for each role. */
  static List<String> lines(MigrationState state) {
    Roles roles = state.roles();
    if (roles.equals(Roles.NONE)) {
      return List.of(
          "people: no names were set; anyone may run it, and anyone who ran no step may approve it"
              + " and accept losses");
    }
    List<String> lines = new ArrayList<>();
    lines.add("operators: " + (roles.operators().isEmpty() ? "anyone" : all(roles.operators())));
    lines.add("approvers: " + approvers(state));
    lines.add("owners: " + owners(state));
    return List.copyOf(lines);
  }

  /** Such as {@code anna or anton}. */
  static String approvers(MigrationState state) {
    List<String> named = state.roles().approvers();
    return named.isEmpty() ? "anyone who ran no step" : any(named);
  }

  /** Whether somebody whose approval of a step stands may approve still. */
  static boolean approved(MigrationState state, StepState step) {
    List<String> may = state.roles().approvers();
    return step.approvedBy().stream()
        .filter(name -> may.isEmpty() || may.stream().anyMatch(other -> same(name, other)))
        .anyMatch(name -> state.steps().stream().noneMatch(ran -> same(name, ran.who())));
  }

  private static boolean same(String name, String other) {
    return name.strip().equalsIgnoreCase(other.strip());
  }

  /** Such as {@code max of 'PROT-1', maria of any data}. */
  static String owners(MigrationState state) {
    return state.roles().owners().isEmpty()
        ? "anyone who ran no step"
        : state.roles().owners().entrySet().stream()
            .map(
                owner ->
                    any(owner.getValue())
                        + (owner.getKey().equals(Roles.ALL_DATA)
                            ? " of any data"
                            : " of '%s'".formatted(owner.getKey())))
            .collect(Collectors.joining(", "));
  }

  /** Whoever must do a step by hand, such as {@code the operator (olga)}. */
  static String actor(MigrationState state, Actor actor) {
    String role = "the " + actor.name().toLowerCase(Locale.ROOT);
    boolean anyone =
        switch (actor) {
          case OPERATOR -> state.roles().operators().isEmpty();
          case APPROVER -> state.roles().approvers().isEmpty();
          case OWNER -> state.roles().owners().isEmpty();
        };
    return anyone
        ? role
        : "%s (%s)"
            .formatted(
                role,
                switch (actor) {
                  case OPERATOR -> any(state.roles().operators());
                  case APPROVER -> approvers(state);
                  case OWNER -> owners(state);
                });
  }

  private static String any(List<String> names) {
    return names.isEmpty() ? "nobody" : String.join(" or ", names);
  }

  private static String all(List<String> names) {
    return String.join(", ", names);
  }
}
