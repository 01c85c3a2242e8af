package org.migrationauditor.command.seal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.migrationauditor.command.seal.LogTables.Leaf;
import org.migrationauditor.evidence.InvalidNoteException;
import org.migrationauditor.evidence.KeyChange;
import org.migrationauditor.evidence.NoteKey;
import org.migrationauditor.evidence.StoredEvent;
import org.migrationauditor.messages.log.LogKeyChanged;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The keys that sign the heads of the log, one after the other: each is brought in by an event that
 * the one before it signed. An event that it did not sign brings in none.
 */
final class KeyChain {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** By the size of the smallest head that a key signs. */
  private final NavigableMap<Long, NoteKey> keys = new TreeMap<>();

  private final Map<NoteKey, StoredEvent> changes = new HashMap<>();
  private final List<Leaf> refused = new ArrayList<>();

  /** One of a log whose key was never changed. */
  KeyChain(NoteKey first) {
    keys.put(0L, first);
  }

  /** Goes on with the changes that are told by leaves, in their order. */
  KeyChain with(List<Leaf> changes) {
    changes.forEach(this::add);
    return this;
  }

  private void add(Leaf leaf) {
    StoredEvent event = leaf.event();
    if (event == null) {
      return; // which the audit finds
    }
    try {
      LogKeyChanged told = JSON.readValue(event.payloadJson(), LogKeyChanged.class);
      KeyChange change = KeyChange.read(told.endorsement());
      if (change.from().equals(last())
          && change.from().toString().equals(told.from())
          && change.to().toString().equals(told.to())
          && !keys.containsValue(change.to())) {
        keys.put(leaf.position() + 1, change.to());
        changes.put(change.to(), event);
        return;
      }
    } catch (JacksonException | InvalidNoteException | NullPointerException e) {
      // it may be a stranger's
    }
    refused.add(leaf);
  }

  /** Those that told a change which the key before it did not sign. */
  List<Leaf> refused() {
    return refused;
  }

  /** The event that brought a key in; empty of the first one, and of a stranger's. */
  Optional<StoredEvent> change(NoteKey key) {
    return Optional.ofNullable(changes.get(key));
  }

  /** All of them, the first one first. */
  List<NoteKey> all() {
    return List.copyOf(keys.values());
  }

  /** The one that signs heads from now on. */
  NoteKey last() {
    return keys.lastEntry().getValue();
  }

  /** The one that signs a head over that many leaves. */
  NoteKey of(long size) {
    return keys.floorEntry(Math.max(0, size)).getValue();
  }

  /**
   * All that sign the head which follows another: more than one where the key changes.
   *
   * @param before leaves of the head before it, count; 0 when it is the first
   */
  List<NoteKey> of(long before, long size) {
    List<NoteKey> signing = new ArrayList<>(List.of(of(before)));
    signing.addAll(keys.subMap(before, false, Math.max(before, size), true).values());
    return signing;
  }
}
