package org.migrationauditor.messages.person;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks that it be recorded that a person is being erased.
 *
 * @param events in which the person's name or words stand, count
 * @param person who erases
 * @param reason in the words of whoever erases; names nobody
 */
public record ErasePerson(PersonId personId, long events, String person, String reason) {
  private static final int MAX_REASON = 2_000;

  public ErasePerson {
    if (reason.isBlank()
        || reason.length() > MAX_REASON
        || reason.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "erase: a reason has 1 to %d printable characters; nobody was erased"
              .formatted(MAX_REASON));
    }
  }

  /** Where it is recorded. */
  @TargetAggregateIdentifier
  public String stream() {
    return personId.stream();
  }
}
