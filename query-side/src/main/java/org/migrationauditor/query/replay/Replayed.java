package org.migrationauditor.query.replay;

import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.migration.MigrationId;

/**
 * A history that was replayed.
 *
 * @param events count
 * @param rows null when it cannot be replayed or does not begin with a plan
 * @param why it cannot be replayed; empty when it can
 */
record Replayed(MigrationId id, long events, @Nullable CopyText rows, String why) {}
