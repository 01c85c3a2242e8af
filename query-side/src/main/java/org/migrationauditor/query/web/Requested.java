package org.migrationauditor.query.web;

import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.migration.MigrationId;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** What a URL asks for, or why it cannot be had. */
final class Requested {
  private Requested() {}

  /** The migration named in a URL; 400 when it cannot be a migration's name. */
  static MigrationId migration(String id) {
    try {
      return new MigrationId(id);
    } catch (IllegalArgumentException e) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
    }
  }

  /** The number of an event in a URL; null when none is asked for, 400 when it is no number. */
  static @Nullable Long event(@Nullable String number) {
    try {
      return number == null ? null : Long.valueOf(number);
    } catch (NumberFormatException e) {
      throw new ResponseStatusException(
          HttpStatus.BAD_REQUEST, "'at' is the number of an event, as the timeline has it", e);
    }
  }

  static ResponseStatusException unknown(MigrationId id) {
    return new ResponseStatusException(
        HttpStatus.NOT_FOUND,
        "migration '%s': there is none of that name; the list shows those there are".formatted(id));
  }
}
