package org.migrationauditor.command.runbook;

/**
 * Something that the upgrade does not bring along.
 *
 * @param id lower-case letters, digits, dots and hyphens, unique in its runbook
 * @param lost in words
 * @param because why it is lost
 */
public record Loss(String id, String lost, String because) {}
