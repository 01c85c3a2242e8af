package org.migrationauditor.messages.inventory;

/**
 * A difference that the runbook announces. It is matched, listed apart and never hidden.
 *
 * @param code what is expected to be found
 * @param key glob over the whole entry key, {@code **} crossing folders; a DICOM entry may be
 *     announced as {@code study:<StudyInstanceUID>} instead
 * @param reason for the reader of the report
 */
public record ExpectedChange(FindingCode code, String key, String reason) {}
