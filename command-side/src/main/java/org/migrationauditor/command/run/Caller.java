package org.migrationauditor.command.run;

import org.migrationauditor.messages.person.PersonName;

/**
 * Who asks, and during which boot of the host.
 *
 * @param who login, or the name given instead; 1 to 255 characters that print
 * @param bootId the kernel's boot id, {@code unknown} where there is none
 */
public record Caller(String who, String bootId) {
  public Caller {
    if (who.isBlank()
        || who.codePointCount(0, who.length()) > 255
        || who.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("caller: a name has 1 to 255 printable characters");
    }
    if (new PersonName(who).erased()) {
      throw new IllegalArgumentException(
          "caller: '%s' is the name of an erased person; nothing was done, say who you are"
              .formatted(who));
    }
  }
}
