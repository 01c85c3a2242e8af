package org.migrationauditor.command.runbook;

import org.migrationauditor.messages.ContentDigest;

/**
 * The guide that a runbook follows, pinned.
 *
 * @param name file name of the guide's text
 * @param sha256 over the bytes of that text, as it was when the runbook was written
 */
public record Guide(String name, ContentDigest sha256) {}
