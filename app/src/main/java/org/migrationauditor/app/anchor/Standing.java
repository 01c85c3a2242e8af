package org.migrationauditor.app.anchor;

/**
 * How a place stands to the last head.
 *
 * @param place as it may be told
 * @param has events under the last head that it took, count; 0 when it has none
 * @param of events under the last head there is, count
 * @param failure why it did not take that, in one clause; empty when it did, or is yet to be asked
 */
public record Standing(String place, long has, long of, String failure) {
  /** As a person reads it. */
  public String sentence() {
    if (has == of) {
      return "head: %s: has this one, over %d events".formatted(place, of);
    }
    return "head: %s: %s; it has one over %d events of %d, and is asked again by a later verb"
        .formatted(place, failure.isEmpty() ? "was not asked yet" : failure, has, of);
  }
}
