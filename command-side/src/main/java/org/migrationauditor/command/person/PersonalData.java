package org.migrationauditor.command.person;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javax.crypto.AEADBadTagException;
import org.migrationauditor.evidence.BrokenHistoryException;
import org.migrationauditor.evidence.StoredEvent;
import org.migrationauditor.messages.person.PersonId;
import org.migrationauditor.messages.person.PersonName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Seals the personal data of events before they are stored, and opens it as they are read: {@link
 * SealedText} in place of each text. What is hashed and proven is the stored form. Thread-safe.
 */
public final class PersonalData {
  private static final String ERASED_WORDS = "(erased)";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final PersonKeys keys;

  public PersonalData(PersonKeys keys) {
    this.keys = keys;
  }

  /** Notices who was erased since; to be called before each read or write of several events. */
  public void lookAgain() {
    keys.lookAgain();
  }

  /** The event as it is to be stored. */
  public StoredEvent sealed(StoredEvent event) {
    return changed(event, "", text -> seal(event, text));
  }

  /**
   * The event as it was before it was sealed; erased people have a name that tells only one from
   * another, and their words are gone. One that was stored by an earlier version is as it was.
   *
   * @throws IllegalStateException with a sentence for the reader, if something that was sealed is
   *     not as it was, or not where it was
   */
  public StoredEvent opened(StoredEvent event) {
    return changed(event, SealedText.MARK, text -> open(event, text));
  }

  /** Whose text that is; empty when it was stored by an earlier version. */
  static Optional<PersonId> personOf(String value) {
    return SealedText.of(value).map(SealedText::person);
  }

  /** Has a look at each text of an event that is personal data, as it is stored. */
  static void visit(StoredEvent event, Consumer<PersonalFields.Text> look) {
    changed(
        event,
        "",
        text -> {
          look.accept(text);
          return text.value();
        });
  }

  /** Only JSON that may hold {@code mark} is looked at: as it is, or spelled with escapes. */
  private static StoredEvent changed(StoredEvent event, String mark, PersonalFields.Change change) {
    return new StoredEvent(
        event.streamId(),
        event.sequence(),
        event.type(),
        event.revision(),
        event.timestamp(),
        mayHold(event.payloadJson(), mark)
            ? changed(PersonalFields.of(event.type()), event.payloadJson(), "payload", change)
            : event.payloadJson(),
        mayHold(event.metadataJson(), mark)
            ? changed(PersonalFields.METADATA, event.metadataJson(), "metadata", change)
            : event.metadataJson());
  }

  private static boolean mayHold(String json, String mark) {
    return json.contains(mark) || json.indexOf('\\') >= 0;
  }

  private static String changed(
      PersonalFields fields, String json, String place, PersonalFields.Change change) {
    if (fields.isEmpty()) {
      return json;
    }
    JsonNode object = JSON.readTree(json);
    if (object instanceof ObjectNode members) {
      fields.replace(members, place, change);
    }
    return JSON.writeValueAsString(object);
  }

  /** Whoever is erased already has no key, and their name tells nothing. */
  private String seal(StoredEvent event, PersonalFields.Text text) {
    PersonName owner = new PersonName(text.owner());
    if (owner.erased()) {
      return text.name() ? text.value() : ERASED_WORDS;
    }
    PersonKey key = keys.of(owner);
    return new SealedText(key.id(), key.seal(text.value(), place(event, text))).toString();
  }

  private String open(StoredEvent event, PersonalFields.Text text) {
    SealedText sealed = SealedText.of(text.value()).orElse(null);
    if (sealed == null) {
      return text.value();
    }
    PersonId person = sealed.person();
    Optional<PersonKey> key = keys.of(person);
    if (key.isEmpty()) {
      return text.name() ? PersonName.erased(person).value() : ERASED_WORDS;
    }
    try {
      return key.get().open(sealed.text(), place(event, text));
    } catch (AEADBadTagException e) {
      throw new BrokenHistoryException(
          String.format(
              Locale.ROOT,
              "history of '%s': event %d: %s is not as it was sealed, or not where; nothing is"
                  + " shown, run ./auditor log verify",
              event.streamId(),
              event.sequence(),
              text.place()));
    }
  }

  private static String place(StoredEvent event, PersonalFields.Text text) {
    return event.streamId() + "\n" + event.sequence() + "\n" + text.place();
  }
}
