package org.migrationauditor.messages.chain;

import org.migrationauditor.messages.migration.ChainId;
import org.migrationauditor.messages.migration.MigrationId;

/** Asks whether the migration of a link may change the host now. */
public record BeginLink(ChainId chainId, MigrationId migrationId) implements ChainCommand {}
