package org.migrationauditor.app.notice;

import java.time.Instant;
import org.migrationauditor.messages.migration.MigrationId;

/**
 * Why a run stopped.
 *
 * @param event in one word, such as {@code waiting}
 * @param sentence for a person; no secret and no patient attribute
 */
public record Notice(
    MigrationId migration, String event, String sentence, String host, Instant at) {}
