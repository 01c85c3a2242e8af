package org.migrationauditor.verifier.dicomweb;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.inventory.EntryState;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.Recorded;

/**
 * What a search tells of an instance.
 *
 * @param bytes size of the stored file modulo 2^32, all that dcm4chee tells; unknown elsewhere
 * @param patient pseudonym
 */
record ListedInstance(
    @Nullable String sopClassUid,
    @Nullable String transferSyntaxUid,
    @Nullable String modality,
    @Nullable String patient,
    @Nullable String protocol,
    long bytes,
    Recorded recorded) {
  private static final String DCM4CHEE = "DCM4CHEE Archive 5";
  private static final long SIZES = 1L << 32;
  private static final Map<Integer, String> ALGORITHMS =
      Map.of(32, "md5", 40, "sha1", 64, "sha256"); // by count of digits: no name is told

  static ListedInstance of(Match match, PseudonymKey key) {
    boolean dcm4chee = DCM4CHEE.equals(match.value(Tag.PRIVATE_CREATOR));
    String stored = dcm4chee ? match.uid(Tag.STORAGE_TRANSFER_SYNTAX_UID) : null;
    String id = match.value(Tag.PATIENT_ID);
    String issuer = match.value(Tag.ISSUER_OF_PATIENT_ID);
    return new ListedInstance(
        match.uid(Tag.SOP_CLASS_UID),
        stored == null ? match.uid(Tag.AVAILABLE_TRANSFER_SYNTAX_UID) : stored,
        match.value(Tag.MODALITY),
        id == null ? null : key.patient(id, issuer == null ? "" : issuer),
        match.value(Tag.CLINICAL_TRIAL_PROTOCOL_ID),
        dcm4chee ? bytes(match) : InventoryEntry.UNKNOWN_BYTES,
        recorded(match, dcm4chee));
  }

  private static long bytes(Match match) {
    String size = match.value(Tag.STORAGE_OBJECT_SIZE);
    if (size == null || !size.matches("-?[0-9]{1,10}")) {
      return InventoryEntry.UNKNOWN_BYTES;
    }
    return Math.floorMod(Long.parseLong(size), SIZES); // written as a signed number
  }

  private static Recorded recorded(Match match, boolean dcm4chee) {
    SortedMap<String, String> attributes = new TreeMap<>();
    keep(attributes, "availability", match.value(Tag.INSTANCE_AVAILABILITY));
    if (!dcm4chee) {
      return new Recorded(EntryState.PRESENT, null, attributes);
    }
    keep(attributes, "storage-id", match.value(Tag.STORAGE_ID));
    keep(attributes, "storage-status", match.value(Tag.STORAGE_OBJECT_STATUS));
    return new Recorded(state(match), digest(match.value(Tag.STORAGE_OBJECT_DIGEST)), attributes);
  }

  private static void keep(
      SortedMap<String, String> attributes, String name, @Nullable String value) {
    if (value != null) {
      attributes.put(name, value);
    }
  }

  private static EntryState state(Match match) {
    if (match.value(Tag.REJECTION_CODE) != null) {
      return EntryState.REJECTED;
    }
    boolean elsewhere =
        match.value(Tag.EXTERNAL_RETRIEVE_AET) != null && match.value(Tag.STORAGE_ID) == null;
    return elsewhere ? EntryState.EXTERNAL : EntryState.PRESENT;
  }

  private static @Nullable String digest(@Nullable String hex) {
    String algorithm = hex == null ? null : ALGORITHMS.get(hex.length());
    return algorithm == null || hex == null || !hex.matches("[0-9A-Fa-f]+")
        ? null
        : algorithm + ":" + hex.toLowerCase(Locale.ROOT);
  }
}
