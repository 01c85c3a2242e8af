package org.migrationauditor.command.migration;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.migration.MigrationId;

/** Someone who acts, told apart by name whatever its case and the blanks around it. */
record Person(String name) {
  static Person of(@Nullable String given) {
    String name = given == null ? "unknown" : given;
    return new Person(
        Normalizer.normalize(name, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT));
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
