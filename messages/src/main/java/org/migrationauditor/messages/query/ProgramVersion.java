package org.migrationauditor.messages.query;

/**
 * Which version of this program decided on events that follow each other.
 *
 * @param tool as the events have it; {@code unknown} where they have none
 * @param first number of the first of them
 * @param last number of the last of them
 */
public record ProgramVersion(String tool, long first, long last) {}
