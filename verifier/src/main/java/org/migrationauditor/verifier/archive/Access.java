package org.migrationauditor.verifier.archive;

import java.nio.file.Path;
import org.migrationauditor.verifier.dicom.PseudonymKey;

/**
 * What a source may need beside its address.
 *
 * @param manifests folder of this installation's manifests, which no source may read
 * @param key turns patients into pseudonyms
 * @param secrets passwords and tokens, by name
 */
public record Access(Path manifests, PseudonymKey key, Secrets secrets) {}
