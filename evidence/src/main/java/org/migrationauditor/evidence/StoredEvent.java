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
   * Hash of its leaf in a log; the leaf's entry is the SHA-256 over the canonical form.
   *
   * @throws BrokenHistoryException if the event has no canonical form
   */
  public ContentDigest leaf() {
    byte[] entry = TreeHash.sha256().digest(CanonicalEvent.of(this));
    return ContentDigest.of(new TreeHash().leaf(entry));
  }
}
