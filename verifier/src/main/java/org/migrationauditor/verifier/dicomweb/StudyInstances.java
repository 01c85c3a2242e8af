package org.migrationauditor.verifier.dicomweb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.migrationauditor.verifier.http.WebException;
import org.migrationauditor.verifier.inventory.InventorySource.Listing;

/** All instances of one study, once; of a study that is too long for one search by its series. */
final class StudyInstances {
  private static final String ORDER = "orderby=SeriesInstanceUID,SOPInstanceUID";
  private static final int MAX_INSTANCES = 1_000_000;

  private final Search search;
  private final Instances instances;
  private final Listing listing;
  private final String study;
  private final long counted;
  private final Map<String, Integer> seen = new HashMap<>(); // to what was told of them
  private long unnamed;
  private long foreign;
  private long twins;

  /**
   * @param counted instances that the archive counts in the study, -1 when it tells none
   */
  StudyInstances(Search search, Instances instances, Listing listing, String study, long counted) {
    this.search = search;
    this.instances = instances;
    this.listing = listing;
    this.study = study;
    this.counted = counted;
  }

  void list() throws InterruptedException, IOException {
    List<String> problems = new ArrayList<>();
    try {
      end(problems);
    } catch (WebException e) {
      problems.add("could not be listed to the end: the server " + e.clause());
    }
    if (unnamed > 0) {
      problems.add("%d instances have no UIDs".formatted(unnamed));
    }
    if (foreign > 0) {
      problems.add("%d instances of other studies were given".formatted(foreign));
    }
    if (twins > 0) {
      problems.add("%d instances have the UIDs of another".formatted(twins));
    }
    if (seen.size() < counted) {
      problems.add("%d of %d counted instances are listed".formatted(seen.size(), counted));
    }
    if (!problems.isEmpty()) {
      instances.unlisted(study + "/", String.join("; ", problems), listing);
    }
  }

  private void end(List<String> problems) throws IOException, InterruptedException {
    String path = "/studies/" + study;
    Search.End end = search.run(path + "/instances", ORDER, Instances.TAGS, this::page);
    if (end == Search.End.TOO_FAR) {
      end = bySeries(path);
    }
    switch (end) {
      case REACHED -> {}
      case HELD_BACK -> problems.add("the server warns that it holds back instances");
      case REPEATED -> {
        if (counted < 0) {
          problems.add("instances are listed without an end, and the server counts none");
        }
      }
      case TOO_FAR -> problems.add("a series has more instances than can be listed");
    }
  }

  private Search.End bySeries(String path) throws IOException, InterruptedException {
    Set<String> series = new LinkedHashSet<>();
    Search.End end =
        search.run(
            path + "/series",
            "orderby=SeriesInstanceUID",
            Set.of(Tag.SERIES_INSTANCE_UID),
            page -> {
              for (Match match : page) {
                String uid = match.uid(Tag.SERIES_INSTANCE_UID);
                if (uid == null) {
                  unnamed++;
                } else {
                  series.add(uid);
                }
              }
            });
    for (String uid : series) {
      end =
          end.or(
              search.run(
                  path + "/series/" + uid + "/instances",
                  "orderby=SOPInstanceUID",
                  Instances.TAGS,
                  this::page));
    }
    return end;
  }

  private void page(List<Match> page) throws IOException, InterruptedException {
    Set<String> once = new HashSet<>();
    for (Match match : page) {
      instance(match, once);
    }
  }

  /**
   * @param once keys of this page, on which no instance is repeated
   */
  private void instance(Match match, Set<String> once) throws IOException, InterruptedException {
    String series = match.uid(Tag.SERIES_INSTANCE_UID);
    String sop = match.uid(Tag.SOP_INSTANCE_UID);
    if (series == null || sop == null) {
      unnamed++;
    } else if (!study.equals(match.uid(Tag.STUDY_INSTANCE_UID))) {
      foreign++;
    } else {
      String key = series + "/" + sop;
      Integer told = seen.putIfAbsent(key, match.hashCode());
      boolean first = once.add(key);
      if (told == null) {
        refuseTooMany();
        instances.found(new InstanceUids(study, series, sop), match, listing);
      } else if (!first || told != match.hashCode()) {
        twins++;
      }
    }
  }

  private void refuseTooMany() throws WebException {
    if (seen.size() > MAX_INSTANCES) {
      throw WebException.senseless("names more than %d instances".formatted(MAX_INSTANCES));
    }
  }
}
