package org.migrationauditor.messages.migration;

import org.axonframework.serialization.Revision;
import org.migrationauditor.messages.ContentDigest;

/**
 * What a plan would do on its host was worked out in full when it was planned.
 *
 * @param preview SHA-256 of every command, check and path of the plan, links followed
 */
@Revision("1")
public record PlanPreviewed(MigrationId migrationId, ContentDigest preview)
    implements MigrationEvent {}
