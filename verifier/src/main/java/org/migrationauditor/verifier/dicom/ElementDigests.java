package org.migrationauditor.verifier.dicom;

/**
 * Keyed digests of the elements of a data set itself, in the order of their tags.
 *
 * @param names six bytes an element: group, element number and value representation, big endian
 * @param digests eight bytes an element, in the same order
 */
@SuppressWarnings("ArrayRecordComponent") // one per instance of an archive, compared in SQL
public record ElementDigests(byte[] names, byte[] digests) {}
