package org.migrationauditor.command.migration;

import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.person.PersonName;

/** Someone who acts, told apart by name whatever its case and the blanks around it. */
record Person(String name) {
  static Person of(@Nullable String given) {
    return new Person(new PersonName(given == null ? "unknown" : given).normal());
  }

  /** Whether nobody can tell any more who it was. */
  boolean erased() {
    return new PersonName(name).erased();
  }

  /** Refuses a command that does not say who asks. */
  static void require(MigrationId id, @Nullable String who) {
    if (who == null || who.isBlank()) {
      throw MigrationRejection.of(
          MigrationRejection.Code.NO_CALLER,
          id,
          "the command does not say who asks; nothing was done, name yourself");
    }
  }
}
