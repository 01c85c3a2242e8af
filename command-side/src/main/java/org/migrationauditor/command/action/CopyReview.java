package org.migrationauditor.command.action;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.migrationauditor.command.action.copy.CopyTally;
import org.migrationauditor.command.action.copy.Survey;
import org.migrationauditor.command.action.copy.TreeEquality;
import org.migrationauditor.command.action.linux.ExtendedAttributes;
import org.migrationauditor.command.action.tree.TreeSize;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.migration.Observation;

/** What is seen of a copy when all of it is on the disk. */
record CopyReview(Path source, Path target, Survey survey, CopyTally tally) {

  Observation[] seen() throws IOException, InterruptedException {
    TreeEquality equality = TreeEquality.of(source, target);
    TreeSize now = equality.source();
    return new Observation[] {amounts(now), contents(now), attributes(equality), leftOut(equality)};
  }

  private Observation amounts(TreeSize now) throws IOException, InterruptedException {
    TreeSize copy = TreeSize.of(target);
    boolean same =
        now.equals(survey.size())
            && now.entries() - now.special() == copy.entries()
            && now.bytes() == copy.bytes();
    return observed(
        "source and copy hold as much",
        same,
        "%s at the source, %s before; %s in the copy"
            .formatted(amount(now), amount(survey.size()), amount(copy)));
  }

  private Observation contents(TreeSize now) {
    String seen =
        String.format(
            Locale.ROOT,
            "digests of both sides equal for %d of %d bytes",
            tally.proven(),
            now.bytes());
    if (tally.provenEarlier() > 0) {
      seen +=
          String.format(
              Locale.ROOT,
              ", %d of them in an earlier attempt, untouched since",
              tally.provenEarlier());
    }
    seen +=
        tally.throughCache() == 0
            ? ", read past the system's cache"
            : String.format(
                Locale.ROOT,
                ", %d of them through the system's cache, which this file system cannot do without",
                tally.throughCache());
    return observed(
        "the disk gives back what was read from the source", tally.proven() == now.bytes(), seen);
  }

  private Observation attributes(TreeEquality equality) {
    return observed(
        ExtendedAttributes.reachable()
            ? "owners, modes, times, links, access control lists and extended attributes are the same"
            : "owners, modes, times, links and user attributes are the same",
        equality.different() == 0,
        String.format(Locale.ROOT, "%d entries differ", equality.different())
            + (equality.first().isEmpty() ? "" : ", first " + equality.first())
            + told("absolute links still lead into the source", survey.leadingBack()));
  }

  private Observation leftOut(TreeEquality equality) {
    return observed(
        "nothing had to be left out",
        equality.special() == 0,
        String.format(
                Locale.ROOT, "%d sockets, pipes or devices were not copied", equality.special())
            + (equality.special() == 0 ? "" : ", first '" + equality.firstSpecial() + "'")
            + told("postmaster.pid of a server that was killed was copied", survey.servers()));
  }

  private static String told(String what, Survey.Named entries) {
    return entries.count() == 0 ? "" : "; " + what + ": " + entries.text();
  }

  private static String amount(TreeSize size) {
    return String.format(Locale.ROOT, "%d entries and %d bytes", size.entries(), size.bytes());
  }

  private static Observation observed(String what, boolean so, String seen) {
    return new Observation(what, so ? Verdict.PASSED : Verdict.FAILED, seen);
  }
}
