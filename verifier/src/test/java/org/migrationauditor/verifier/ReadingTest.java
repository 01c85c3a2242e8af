package org.migrationauditor.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.digest.Sha256;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.InventorySource;
import org.migrationauditor.verifier.inventory.UnreadEntry;
import org.migrationauditor.verifier.manifest.EarlierReadings;

@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ReadingTest {
  private static final int READERS = 3;

  @AfterEach
  void noThreadIsLeft() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("inventory-")) {
        thread.join(10_000); // it may be about to end
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
  }

  @Test
  void handsOverEachEntryOnceOnTheCallersThread() throws Exception {
    List<String> keys = new ArrayList<>();
    Thread caller = Thread.currentThread();

    reading(source(5000), Progress.UNWATCHED)
        .into(
            entry -> {
              assertThat(Thread.currentThread()).isSameAs(caller);
              keys.add(read(entry).key());
            });

    assertThat(keys).hasSize(5000).doesNotHaveDuplicates();
  }

  @Test
  void anEmptySourceHasNothing() throws Exception {
    Tally tally = new Tally();
    reading(source(0), tally).into(entry -> assertThat(entry).isNull());
    assertThat(tally.totalEntries).isZero();
    assertThat(tally.told).isTrue();
  }

  @Test
  void advancesAddUpToTheTotalToldBeforeTheEnd() throws Exception {
    Tally tally = new Tally();

    reading(source(1000), tally).into(entry -> {});

    assertThat(tally.totalEntries).isEqualTo(1000);
    assertThat(tally.totalBytes).isEqualTo(sizes(1000));
    assertThat(tally.entries).isEqualTo(tally.totalEntries);
    assertThat(tally.bytes).isEqualTo(tally.totalBytes);
  }

  @Test
  void theTotalIsKnownWhileTheFirstEntriesAreRead() throws Exception {
    CountDownLatch all = new CountDownLatch(1);
    Tally tally =
        new Tally() {
          @Override
          public synchronized void total(long moreEntries, long moreBytes) {
            super.total(moreEntries, moreBytes);
            if (moreEntries == 100_000) {
              all.countDown();
            }
          }
        };
    InventorySource waiting =
        source(
            100_000,
            (key, bytes) ->
                unread(
                    bytes,
                    advanced -> {
                      all.await();
                      return entry(key, bytes);
                    }));

    reading(waiting, tally).into(entry -> {});

    assertThat(tally.entries).isEqualTo(100_000);
  }

  @Test
  void anEntryThatGrewOrShrankCountsAsItWasListed() throws Exception {
    Tally tally = new Tally();
    InventorySource changing =
        source(
            100,
            (key, bytes) ->
                unread(
                    bytes,
                    advanced -> {
                      advanced.accept(bytes % 2 == 0 ? bytes / 2 : bytes + 1000);
                      advanced.accept(bytes % 2);
                      return entry(key, bytes);
                    }));

    reading(changing, tally).into(entry -> {});

    assertThat(tally.bytes).isEqualTo(tally.totalBytes).isEqualTo(sizes(100));
  }

  @Test
  void aBugInAReaderSurfaces() {
    IllegalStateException bug = new IllegalStateException("bug");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> reading(failingAt(777, bug), Progress.UNWATCHED).into(entry -> {}))
        .isSameAs(bug);
  }

  @Test
  void anErrorInAReaderSurfaces() {
    assertThatExceptionOfType(StackOverflowError.class)
        .isThrownBy(
            () ->
                reading(failingAt(777, new StackOverflowError()), Progress.UNWATCHED)
                    .into(entry -> {}));
  }

  @Test
  void aListingThatBreaksOffSurfaces() {
    InventorySource broken =
        listing(
            listing -> {
              for (int i = 0; i < 500; i++) {
                listing.found(unread(1, advanced -> entry("key", 1)));
              }
              throw new IOException("the archive went away");
            });
    assertThatIOException()
        .isThrownBy(() -> reading(broken, new Tally()).into(entry -> {}))
        .withMessage("the archive went away");
  }

  @Test
  void aFailureOfTheTakerEndsIt() {
    assertThatIOException()
        .isThrownBy(
            () ->
                reading(source(100_000), new Tally())
                    .into(
                        entry -> {
                          throw new IOException("full");
                        }))
        .withMessage("full");
  }

  @Test
  void anInterruptedCallerEndsIt() {
    Thread caller = Thread.currentThread();
    AtomicBoolean interrupted = new AtomicBoolean();
    InventorySource waiting =
        source(
            100_000,
            (key, bytes) ->
                unread(
                    bytes,
                    advanced -> {
                      if (!interrupted.getAndSet(true)) {
                        caller.interrupt();
                      }
                      new CountDownLatch(1).await();
                      return entry(key, bytes);
                    }));
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> reading(waiting, new Tally()).into(entry -> {}));
  }

  @Test
  void handsOverAllThatWasListedWhenItIsStopped() throws Exception {
    CountDownLatch inTheMiddle = new CountDownLatch(READERS);
    CountDownLatch never = new CountDownLatch(1);
    List<String> listed = Collections.synchronizedList(new ArrayList<>());
    InventorySource endless =
        listing(
            listing -> {
              for (int i = 0; ; i++) {
                listing.found(stoppable("key-" + i, inTheMiddle, never));
                listed.add("key-" + i);
              }
            });
    Thread caller = Thread.currentThread();
    Thread operator =
        Thread.ofVirtual()
            .start(
                () -> {
                  awaitQuietly(inTheMiddle);
                  caller.interrupt();
                });
    Map<String, InventoryEntry> handed = new HashMap<>();

    boolean whole =
        new Reading(
                endless,
                new Choice(Drawing.ALL, EarlierReadings.NONE, new Repetition(), true),
                Progress.UNWATCHED,
                READERS)
            .into(outcome -> handed.put(read(outcome).key(), read(outcome)));

    operator.join();
    assertThat(whole).isFalse();
    assertThat(Objects.requireNonNull(handed.remove("./")).problem())
        .contains("was not listed to its end");
    assertThat(handed).containsKeys(listed.toArray(String[]::new)).hasSizeGreaterThan(READERS);
    assertThat(handed.values()).noneMatch(InventoryEntry::complete);
    assertThat(handed.values()).extracting(InventoryEntry::problem).containsOnly(Outcome.STOPPED);
  }

  @Test
  void theRootIsFineWhenTheListingHadEnded() throws Exception {
    CountDownLatch inTheMiddle = new CountDownLatch(READERS);
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    InventorySource brief =
        listing(
            listing -> {
              for (int i = 0; i < 500; i++) {
                listing.found(stoppable("key-" + i, inTheMiddle, never));
              }
              ended.countDown();
            });
    Thread caller = Thread.currentThread();
    Thread operator =
        Thread.ofVirtual()
            .start(
                () -> {
                  awaitQuietly(inTheMiddle);
                  awaitQuietly(ended);
                  caller.interrupt();
                });
    List<String> keys = new ArrayList<>();

    boolean whole =
        new Reading(
                brief,
                new Choice(Drawing.ALL, EarlierReadings.NONE, new Repetition(), true),
                Progress.UNWATCHED,
                READERS)
            .into(outcome -> keys.add(read(outcome).key()));

    operator.join();
    assertThat(whole).isFalse();
    assertThat(keys).hasSize(500).doesNotHaveDuplicates().doesNotContain("./");
  }

  @Test
  void aFailureOfTheTakerEndsAStoppedReadingToo() {
    Thread caller = Thread.currentThread();
    AtomicBoolean interrupted = new AtomicBoolean();
    InventorySource many =
        source(
            100_000,
            (key, bytes) ->
                stoppable(key, new CountDownLatch(0), new CountDownLatch(bytes < 700 ? 0 : 1)));
    assertThatIOException()
        .isThrownBy(
            () ->
                new Reading(
                        many,
                        new Choice(Drawing.ALL, EarlierReadings.NONE, new Repetition(), true),
                        Progress.UNWATCHED,
                        READERS)
                    .into(
                        outcome -> {
                          if (!interrupted.getAndSet(true)) {
                            caller.interrupt();
                          }
                          if (!read(outcome).complete()) {
                            throw new IOException("full");
                          }
                        }))
        .withMessage("full");
  }

  private static UnreadEntry stoppable(
      String key, CountDownLatch inTheMiddle, CountDownLatch waiting) {
    return new UnreadEntry() {
      @Override
      public long bytes() {
        return 1;
      }

      @Override
      public InventoryEntry unread(String problem) {
        return InventoryEntry.incomplete(key, EntryKind.FILE, 1, OwnerKey.UNASSIGNED, problem);
      }

      @Override
      public InventoryEntry read(LongConsumer advanced) throws InterruptedException {
        inTheMiddle.countDown();
        waiting.await();
        return InventoryEntry.read(
            key, EntryKind.FILE, 1, Sha256.of(new byte[1]), OwnerKey.UNASSIGNED);
      }
    };
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InventoryEntry read(Outcome outcome) {
    return ((Outcome.Read) outcome).entry();
  }

  private static Reading reading(InventorySource source, Progress progress) {
    return new Reading(source, Choice.ALL, progress, READERS);
  }

  /** Sums what it is told. */
  private static class Tally implements Progress {
    boolean told;
    long totalEntries;
    long totalBytes;
    long entries;
    long bytes;

    @Override
    public synchronized void total(long allEntries, long allBytes) {
      told = true;
      totalEntries = allEntries;
      totalBytes = allBytes;
    }

    @Override
    public synchronized void advance(long moreEntries, long moreBytes) {
      assertThat(moreBytes).isNotNegative();
      entries += moreEntries;
      bytes += moreBytes;
    }
  }

  @FunctionalInterface
  private interface Read {
    InventoryEntry read(LongConsumer advanced) throws InterruptedException;
  }

  @FunctionalInterface
  private interface Made {
    UnreadEntry of(String key, long bytes);
  }

  @FunctionalInterface
  private interface Lister {
    void list(InventorySource.Listing listing) throws IOException, InterruptedException;
  }

  private static long sizes(int entries) {
    return entries * (entries - 1L) / 2;
  }

  private static InventorySource source(int entries) {
    return source(
        entries,
        (key, bytes) ->
            unread(
                bytes,
                advanced -> {
                  advanced.accept(bytes / 3);
                  return entry(key, bytes);
                }));
  }

  /** Entries of 0, 1, 2, ... bytes. */
  private static InventorySource source(int entries, Made made) {
    return listing(
        listing -> {
          for (int i = 0; i < entries; i++) {
            listing.found(made.of("key-" + i, i));
          }
        });
  }

  private static InventorySource failingAt(int number, Throwable failure) {
    return source(
        1000,
        (key, bytes) ->
            unread(
                bytes,
                advanced -> {
                  if (bytes == number) {
                    fail(failure);
                  }
                  return entry(key, bytes);
                }));
  }

  private static void fail(Throwable failure) {
    if (failure instanceof RuntimeException bug) {
      throw bug;
    }
    throw (Error) failure;
  }

  private static InventorySource listing(Lister lister) {
    return new InventorySource() {
      @Override
      public View view() {
        return View.FILES;
      }

      @Override
      public String place() {
        return "nowhere";
      }

      @Override
      public void list(Listing listing) throws IOException, InterruptedException {
        lister.list(listing);
      }
    };
  }

  private static UnreadEntry unread(long bytes, Read read) {
    return new UnreadEntry() {
      @Override
      public long bytes() {
        return bytes;
      }

      @Override
      public InventoryEntry read(LongConsumer advanced) throws InterruptedException {
        return read.read(advanced);
      }
    };
  }

  private static InventoryEntry entry(String key, long bytes) {
    return InventoryEntry.incomplete(key, EntryKind.FILE, bytes, OwnerKey.UNASSIGNED, "made up");
  }
}
