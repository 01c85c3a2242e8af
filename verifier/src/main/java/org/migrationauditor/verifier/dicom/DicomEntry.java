package org.migrationauditor.verifier.dicom;

import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.ContentDigest;

/**
 * What an archive tells of a DICOM instance, or of a series where it knows no more. Each is null
 * where the archive does not tell it.
 *
 * @param patient pseudonym, never an attribute
 * @param pixelDigest of the pixel data as stored, in little endian; null unless the file was read
 * @param dataSetDigest of the data set without its pixel data, the same in every transfer syntax;
 *     null unless the file was read and understood
 * @param decodedPixelDigest of the pixel data decoded without loss; null when it is not pixels, or
 *     they cannot be decoded here
 * @param elements keyed digests of the elements of its data set; null unless the file was read and
 *     understood
 * @param context where it comes from and what it refers to; null unless the file was read
 * @param structure what the walk through the file found; null unless the file was read
 */
public record DicomEntry(
    @Nullable String studyInstanceUid,
    @Nullable String seriesInstanceUid,
    @Nullable String sopInstanceUid,
    @Nullable String sopClassUid,
    @Nullable String transferSyntaxUid,
    @Nullable String modality,
    @Nullable String patient,
    @Nullable ContentDigest pixelDigest,
    @Nullable ContentDigest dataSetDigest,
    @Nullable ContentDigest decodedPixelDigest,
    @Nullable ElementDigests elements,
    @Nullable DicomContext context,
    @Nullable DicomStructure structure) {
  /** What a record tells, the file behind it not being read. */
  public DicomEntry(
      @Nullable String studyInstanceUid,
      @Nullable String seriesInstanceUid,
      @Nullable String sopInstanceUid,
      @Nullable String sopClassUid,
      @Nullable String transferSyntaxUid,
      @Nullable String modality) {
    this(
        studyInstanceUid,
        seriesInstanceUid,
        sopInstanceUid,
        sopClassUid,
        transferSyntaxUid,
        modality,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
