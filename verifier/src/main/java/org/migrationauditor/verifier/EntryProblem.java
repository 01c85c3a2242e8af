package org.migrationauditor.verifier;

import org.migrationauditor.messages.inventory.FindingCode;

/**
 * An entry of a manifest that is not sound or could not be read.
 *
 * @param structure name of a {@link org.migrationauditor.verifier.dicom.DicomStructure}, {@code
 *     UNREADABLE} when the entry could not be read to its end, or {@code SUSPECT} when it was and
 *     something else is wrong with it
 * @param code that explains it
 * @param problem what is wrong, in one clause without any value from the content
 */
public record EntryProblem(String key, String structure, FindingCode code, String problem) {}
