package org.migrationauditor.messages.query;

import org.migrationauditor.messages.migration.MigrationId;

/**
 * How much is stored of one migration.
 *
 * @param first number of its first event in the whole event store
 * @param events count
 */
public record HistorySize(MigrationId migrationId, long first, long events) {}
