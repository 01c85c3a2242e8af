package org.migrationauditor.verifier.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.SortedMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.verifier.container.MemberBytes;
import org.migrationauditor.verifier.inventory.EntryState;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.Recorded;

/**
 * Reads a member of a TAR file as a DICOM file, and checks what the TAR's list of sums says of it.
 *
 * @param sum recorded digest; empty when there is none
 */
record TarMember(Instances instances, FurtherDigests further, String sum)
    implements MemberEntry.Content {
  @Override
  public InventoryEntry read(MemberEntry entry, FileChannel container, LongConsumer advanced)
      throws IOException {
    InventoryEntry read;
    try (MemberBytes content = MemberBytes.ofTar(container, entry.member())) {
      read = instances.entry(entry.key(), content, entry.bytes(), advanced);
    }
    FurtherDigests wanted = further.with(sum);
    if (!read.complete() || (wanted.names().isEmpty() && sum.isEmpty())) {
      return read;
    }
    SortedMap<String, String> digests;
    try (MemberBytes content = MemberBytes.ofTar(container, entry.member())) {
      digests = wanted.of(content);
    }
    @Nullable String recorded = sum.isEmpty() ? null : sum;
    return read.with(
        new Recorded(EntryState.PRESENT, recorded, digests),
        recorded == null || agrees(recorded, digests, read)
            ? read.problem()
            : "its digest is not that of the TAR file's list of sums");
  }

  private static boolean agrees(
      String recorded, SortedMap<String, String> digests, InventoryEntry read) {
    int colon = recorded.indexOf(':');
    String hex = recorded.substring(colon + 1);
    return (read.digest() != null && hex.equals(read.digest().hex()))
        || hex.equals(digests.get(recorded.substring(0, colon)));
  }
}
