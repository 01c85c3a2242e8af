package org.migrationauditor.verifier.dimse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dcm4che3.data.Tag;

/** All instances of one study, once, series by series. */
final class StudyInstances {
  private static final int MAX_SERIES = 100_000;
  private static final int MAX_INSTANCES = 1_000_000;

  private final Pacs pacs;
  private final Instances instances;
  private final String study;
  private final Match told;
  private final List<String> problems = new ArrayList<>();
  private long listed;
  private long unnamed;
  private long foreign;
  private long twins;

  /**
   * @param told of the study
   */
  StudyInstances(Pacs pacs, Instances instances, String study, Match told) {
    this.pacs = pacs;
    this.instances = instances;
    this.study = study;
    this.told = told;
  }

  /** Tells of them; false if the server broke off, which leaves the study incomplete. */
  boolean list() throws InterruptedException {
    boolean held = true;
    try {
      everySeries();
    } catch (DimseException e) {
      held = false;
      problems.add("could not be listed to the end: the server " + e.clause());
    }
    note(unnamed, "%d matches have no UIDs");
    note(foreign, "%d matches of other studies or series were given");
    note(twins, "%d instances have the UIDs of another");
    if (!problems.isEmpty()) {
      instances.unlisted(study + "/", String.join("; ", problems));
    }
    return held;
  }

  private void note(long count, String problem) {
    if (count > 0) {
      problems.add(problem.formatted(count));
    }
  }

  private void everySeries() throws DimseException, InterruptedException {
    Map<String, Match> all = new LinkedHashMap<>();
    Ending ending =
        pacs.find(
            Query.series(study),
            match -> {
              String series = match.uid(Tag.SeriesInstanceUID);
              if (series == null) {
                unnamed++;
              } else if (!study.equals(match.uid(Tag.StudyInstanceUID))) {
                foreign++;
              } else {
                all.putIfAbsent(series, match);
              }
              return all.size() <= MAX_SERIES;
            });
    check(ending, "series");
    long counted = 0;
    for (Map.Entry<String, Match> series : all.entrySet()) {
      counted += Math.max(0, series.getValue().number(Tag.NumberOfSeriesRelatedInstances));
      oneSeries(series.getKey(), series.getValue());
    }
    counted = Math.max(counted, told.number(Tag.NumberOfStudyRelatedInstances));
    if (listed < counted) {
      problems.add("%d of %d counted instances are listed".formatted(listed, counted));
    } else if (listed == 0 && told.number(Tag.NumberOfStudyRelatedInstances) < 0) {
      problems.add("no instance of it is listed");
    }
  }

  private void oneSeries(String series, Match about) throws DimseException, InterruptedException {
    Set<String> seen = new HashSet<>();
    Ending ending =
        pacs.find(
            Query.instances(study, series),
            match -> {
              String sop = match.uid(Tag.SOPInstanceUID);
              if (sop == null) {
                unnamed++;
              } else if (!study.equals(match.uid(Tag.StudyInstanceUID))
                  || !series.equals(match.uid(Tag.SeriesInstanceUID))) {
                foreign++;
              } else if (seen.add(sop)) {
                listed++;
                instances.found(new InstanceUids(study, series, sop), told, about, match);
              } else {
                twins++;
              }
              return listed < MAX_INSTANCES;
            });
    check(ending, "instances");
  }

  private void check(Ending ending, String what) {
    if (!ending.complete()) {
      problems.add("of its %s the server %s".formatted(what, ending.clause()));
    }
  }
}
