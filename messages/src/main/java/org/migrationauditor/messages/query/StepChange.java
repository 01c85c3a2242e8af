package org.migrationauditor.messages.query;

import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.migration.StepId;

/**
 * A step that stands otherwise at the second of two moments.
 *
 * @param before null when it was not planned yet
 * @param after null when it is planned no more
 * @param attempts begun between the two, count
 * @param who started the last attempt; empty when there was none
 * @param reason why it failed or what is uncertain; empty otherwise
 */
public record StepChange(
    StepId stepId,
    @Nullable StepStatus before,
    @Nullable StepStatus after,
    int attempts,
    String who,
    String reason) {}
