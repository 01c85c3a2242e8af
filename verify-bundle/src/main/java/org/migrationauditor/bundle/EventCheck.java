package org.migrationauditor.bundle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.migrationauditor.evidence.Checkpoint;
import org.migrationauditor.evidence.InclusionProof;
import org.migrationauditor.evidence.bundle.BundleFiles;
import org.migrationauditor.evidence.bundle.BundleInfo;
import org.migrationauditor.evidence.bundle.BundledEvent;
import org.migrationauditor.evidence.bundle.EventProof;
import org.migrationauditor.evidence.bundle.MalformedBundleException;

/** That each event is spelled as it was sealed, and is in the log where the bundle says. */
final class EventCheck {
  private static final String WHAT = "events";
  private static final int LONGEST_LINE = 1 << 24;
  private static final int LONGEST_PROOF = 1 << 14;
  private static final int MOST_EVENTS = 1_000_000;
  private static final Set<String> ENDS = Set.of("MigrationCompleted", "RollbackCompleted");

  private final Bag bag;
  private final BundleInfo info;
  private final Checks checks;
  private final NavigableMap<Long, BundledEvent> events = new TreeMap<>();
  private final List<EventProof> proofs = new ArrayList<>();

  EventCheck(Bag bag, BundleInfo info, Checks checks) {
    this.bag = bag;
    this.info = info;
    this.checks = checks;
  }

  /** Checks them; those that could be read are {@link #events}. */
  void check(Checkpoint head) throws IOException {
    long before = checks.failures();
    read();
    long withheld = 0;
    for (int i = 0; i < proofs.size(); i++) {
      EventProof proof = proofs.get(i);
      expectNext(i, proof);
      BundledEvent event = events.get(proof.sequence());
      if (event == null) {
        withheld++;
      } else if (!event.leaf().equals(proof.leaf())) {
        checks.failed(
            WHAT, "event %d is another than its proof is for".formatted(proof.sequence()));
      }
      InclusionProof path = new InclusionProof(proof.index(), head.size(), proof.path());
      if (!path.proves(proof.leaf(), head.root())) {
        checks.failed(
            WHAT,
            "event %d is not in the log at index %d".formatted(proof.sequence(), proof.index()));
      }
    }
    events.keySet().stream()
        .filter(sequence -> sequence >= proofs.size())
        .forEach(sequence -> checks.failed(WHAT, "event %d has no proof".formatted(sequence)));
    told(withheld);
    if (checks.failures() == before) {
      if (events.isEmpty()) {
        checks.notChecked(WHAT, "there is none");
      } else {
        checks.passed(
            WHAT,
            ("%d of '%s', each as it was sealed and in the log under the head; the last is event %d,"
                    + " %s")
                .formatted(
                    events.size(),
                    info.migration(),
                    events.lastKey(),
                    ENDS.contains(events.lastEntry().getValue().type())
                        ? "the migration's end"
                        : "and the migration had not ended"));
      }
    }
  }

  private void told(long withheld) {
    if (withheld > 0 && info.owner() == null) {
      checks.failed(
          WHAT, "%d are not contained, and the bundle is of no owner".formatted(withheld));
    } else if (withheld > 0) {
      checks.notChecked(
          WHAT,
          ("%d are withheld: they are in the log as their hashes are, and nobody can tell from"
                  + " those whether they speak of others, or of something of '%s' that is left out;"
                  + " ask somebody who may see the whole bundle")
              .formatted(withheld, info.owner()));
    }
  }

  /** In the order of their sequence. */
  List<BundledEvent> events() {
    return List.copyOf(events.values());
  }

  private void read() throws IOException {
    lines(
        BundleFiles.EVENTS,
        LONGEST_LINE,
        line -> {
          BundledEvent event = BundledEvent.parse(line);
          if (!event.streamId().equals(info.migration())) {
            throw new MalformedBundleException(
                "is an event of another migration, '%s'".formatted(event.streamId()));
          }
          if (!events.isEmpty() && event.sequence() <= events.lastKey()) {
            throw new MalformedBundleException(
                "is event %d and comes too late".formatted(event.sequence()));
          }
          if (events.size() == MOST_EVENTS) {
            throw new MalformedBundleException("is one event too many");
          }
          events.put(event.sequence(), event);
        });
    lines(
        BundleFiles.PROOFS,
        LONGEST_PROOF,
        line -> {
          if (proofs.size() == MOST_EVENTS) {
            throw new MalformedBundleException("is one proof too many");
          }
          proofs.add(EventProof.parse(line));
        });
  }

  private interface Line {
    void read(byte[] line) throws MalformedBundleException;
  }

  /** Goes on behind a line that is wrong, so that every one of them is named. */
  private void lines(String path, int longest, Line line) throws IOException {
    try {
      Part.lines(
          bag,
          path,
          longest,
          (number, bytes) -> {
            try {
              line.read(bytes);
            } catch (MalformedBundleException e) {
              checks.failed(WHAT, "'%s' line %d %s".formatted(path, number, e.getMessage()));
            }
          });
    } catch (MalformedBundleException e) {
      checks.failed(WHAT, "'%s' %s".formatted(path, e.getMessage()));
    }
  }

  private void expectNext(int place, EventProof proof) {
    if (proof.sequence() != place) {
      checks.failed(WHAT, "proof %d is of event %d".formatted(place, proof.sequence()));
    }
    if (place > 0 && proof.index() <= proofs.get(place - 1).index()) {
      checks.failed(
          WHAT, "event %d was sealed before the one before it".formatted(proof.sequence()));
    }
  }
}
