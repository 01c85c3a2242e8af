package org.migrationauditor.verifier.quality;

/**
 * References of one kind of object.
 *
 * @param kind such as {@code segmentation} or {@code structured report}; {@code image or other} for
 *     any that is known for no references of its own
 * @param instances that refer to others, count
 * @param references count
 * @param dangling references to what the inventory does not hold, count
 */
public record Referring(String kind, long instances, long references, long dangling) {}
