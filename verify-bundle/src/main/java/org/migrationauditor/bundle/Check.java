package org.migrationauditor.bundle;

/**
 * One thing that was checked, or could not be.
 *
 * @param what part of the bundle, such as {@code events}
 * @param sentence what was seen, with names and numbers; may hold texts of a stranger
 */
public record Check(String what, Standing standing, String sentence) {}
