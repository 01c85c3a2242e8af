package org.migrationauditor.evidence;

import org.migrationauditor.messages.ContentDigest;

/**
 * One event as the store holds it: everything in the row that matters, and nothing that the store
 * gave it on its own.
 *
 * @param streamId the migration it belongs to
 * @param sequence place in the stream, 0 for the first
 * @param type class name of the payload
 * @param revision of the payload's type; empty when it has none
 * @param timestamp as stored, ISO 8601 in UTC
 * @param payloadJson the payload, a JSON object
 * @param metadataJson the metadata, a JSON object
 */
public record StoredEvent(
    String streamId,
    long sequence,
    String type,
    String revision,
    String timestamp,
    String payloadJson,
    String metadataJson) {

  /**
   * Its one spelling that is hashed (RFC 8785), in UTF-8.
   *
   * @throws BrokenHistoryException if it has none
   */
  public byte[] canonical() {
    return CanonicalEvent.of(this);
  }

  /**
   * Hash of its leaf in a log; the leaf's entry is the SHA-256 over the canonical form.
   *
   * @throws BrokenHistoryException if the event has no canonical form
   */
  public ContentDigest leaf() {
    return leaf(canonical());
  }

  /** Hash of the leaf of an event's canonical form. */
  public static ContentDigest leaf(byte[] canonical) {
    return ContentDigest.of(new TreeHash().leaf(TreeHash.sha256().digest(canonical)));
  }
}
