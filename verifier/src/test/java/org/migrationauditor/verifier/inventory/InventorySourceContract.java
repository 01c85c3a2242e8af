package org.migrationauditor.verifier.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every source keeps to, whatever kind of archive it reads. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class InventorySourceContract {

  /** An archive with two entries or more, none of which is broken. */
  protected abstract InventorySource filled() throws Exception;

  /** All that the archive would show of a write; two such values are equal when nothing changed. */
  protected abstract Object state() throws Exception;

  @Test
  void listsEachEntryOnceAndReadsItWhole() throws Exception {
    List<UnreadEntry> listed = new ArrayList<>();
    filled().list(listed::add);

    SortedMap<String, InventoryEntry> read = read(listed);

    assertThat(read).hasSizeGreaterThanOrEqualTo(2);
    assertThat(read.values()).allMatch(InventoryEntry::complete);
  }

  @Test
  void twoListingsAtOnceFindTheSame() throws Exception {
    InventorySource source = filled();
    List<UnreadEntry> outer = new ArrayList<>();
    List<UnreadEntry> inner = new ArrayList<>();

    source.list(
        entry -> {
          outer.add(entry);
          inner.clear();
          listInto(source, inner);
        });

    assertThat(read(outer)).isEqualTo(read(inner)).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void stopsListingWhenInterrupted() throws Exception {
    InventorySource source = filled();
    List<UnreadEntry> listed = new ArrayList<>();
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(
            () ->
                source.list(
                    entry -> {
                      listed.add(entry);
                      Thread.currentThread().interrupt();
                    }));
    assertThat(listed).hasSize(1);
  }

  @Test
  void changesNothing() throws Exception {
    InventorySource source = filled();
    Object before = state();
    List<UnreadEntry> listed = new ArrayList<>();
    source.list(listed::add);

    assertThat(read(listed)).isNotEmpty();

    assertThat(state()).isEqualTo(before);
  }

  @Test
  void saysWhereItIs() throws Exception {
    assertThat(filled().place()).isNotBlank();
  }

  /** Every entry, by its key. */
  private static SortedMap<String, InventoryEntry> read(List<UnreadEntry> listed)
      throws InterruptedException {
    SortedMap<String, InventoryEntry> entries = new TreeMap<>();
    for (UnreadEntry unread : listed) {
      InventoryEntry entry = unread.read(bytes -> {});
      assertThat(entries.put(entry.key(), entry)).as(entry.key()).isNull();
    }
    return entries;
  }

  private static void listInto(InventorySource source, List<UnreadEntry> entries)
      throws InterruptedException {
    try {
      source.list(entries::add);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
