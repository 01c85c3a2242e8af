package org.migrationauditor.verifier.inventory;

/**
 * One try at reading an entry.
 *
 * @param mayPass whether it failed for a reason that may be gone at another try, such as an error
 *     of a device or a network; never when the entry is complete
 */
public record Attempt(InventoryEntry entry, boolean mayPass) {}
