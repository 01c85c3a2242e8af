package org.migrationauditor.verifier.dicom;

import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;

/**
 * What one pass over a file told about it. Identifiers are trimmed of padding and null where the
 * file has none.
 *
 * @param bytes size of the file as read, bytes
 * @param digest of the whole file
 * @param pixelDigest of the value of the top-level pixel data element in little endian, item
 *     headers of encapsulated data left out; null when there is none
 * @param dataSetDigest of all else in the data set, whatever its transfer syntax; null when not all
 *     of it could be understood
 * @param decodedPixelDigest of the pixel data decoded without loss; null when it is not pixels, or
 *     they cannot be decoded here
 * @param elements keyed digests of the elements of the data set; null when not all of it could be
 *     understood
 * @param clinicalTrialProtocolId (0012,0020)
 * @param patientPseudonym keyed digest of PatientID and IssuerOfPatientID; null without a PatientID
 * @param context where it comes from and what it refers to; null when it is no DICOM
 * @param shownKey how the key of the file is shown; for the thread that read it, and before it
 *     reads the next
 * @param structure what the walk to the last byte found
 * @param problem the first problem, with tag and byte offset, no value; empty when there is none
 */
public record DicomFacts(
    long bytes,
    ContentDigest digest,
    @Nullable ContentDigest pixelDigest,
    @Nullable ContentDigest dataSetDigest,
    @Nullable ContentDigest decodedPixelDigest,
    @Nullable ElementDigests elements,
    @Nullable String studyInstanceUid,
    @Nullable String seriesInstanceUid,
    @Nullable String sopInstanceUid,
    @Nullable String sopClassUid,
    @Nullable String transferSyntaxUid,
    @Nullable String modality,
    @Nullable String clinicalTrialProtocolId,
    @Nullable String patientPseudonym,
    @Nullable DicomContext context,
    ShownKey shownKey,
    DicomStructure structure,
    String problem) {}
