package org.migrationauditor.messages.query;

import java.time.Instant;

/** That a report was taken back, by whom and why. */
public record WithdrawnReport(String reportId, String person, String reason, Instant at) {}
