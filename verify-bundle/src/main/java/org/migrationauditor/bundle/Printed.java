package org.migrationauditor.bundle;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.migrationauditor.evidence.CanonicalText;
import org.migrationauditor.messages.PrintableText;

/** A verdict in words, or as JSON. */
public final class Printed {
  private Printed() {}

  /** A line for each check, what was not looked at, and the verdict last. */
  public static List<String> lines(BundleVerdict verdict) {
    Stream<String> checks =
        verdict.checks().stream()
            .map(
                check ->
                    "%-13s %s: %s"
                        .formatted(
                            words(check.standing()),
                            check.what(),
                            PrintableText.escaped(check.sentence())));
    Stream<String> more =
        verdict.more() == 0
            ? Stream.empty()
            : Stream.of(String.format(Locale.ROOT, "and %,d more", verdict.more()));
    Stream<String> limits =
        BundleVerdict.NOT_LOOKED_AT.stream().map(limit -> "not looked at: " + limit);
    return Stream.of(checks, more, limits, Stream.of(sentence(verdict)))
        .flatMap(lines -> lines)
        .toList();
  }

  private static String sentence(BundleVerdict verdict) {
    return switch (verdict.verdict()) {
      case PASSED -> "PASSED        the bundle holds what was sealed";
      case FAILED -> "FAILED        the bundle is not what was sealed";
      case INDETERMINATE -> "INDETERMINATE not everything could be checked";
    };
  }

  /** One JSON object. */
  public static String json(String bundle, BundleVerdict verdict) {
    String checks =
        verdict.checks().stream()
            .map(
                check ->
                    "{\"sentence\":%s,\"standing\":\"%s\",\"what\":%s}"
                        .formatted(
                            CanonicalText.quoted(check.sentence()),
                            check.standing(),
                            CanonicalText.quoted(check.what())))
            .collect(Collectors.joining(","));
    String limits =
        BundleVerdict.NOT_LOOKED_AT.stream()
            .map(CanonicalText::quoted)
            .collect(Collectors.joining(","));
    return String.format(
        Locale.ROOT,
        "{\"bundle\":%s,\"checks\":[%s],\"more\":%d,\"notLookedAt\":[%s],\"type\":\"bundle-check\",\"verdict\":\"%s\"}",
        CanonicalText.quoted(bundle),
        checks,
        verdict.more(),
        limits,
        verdict.verdict());
  }

  private static String words(Standing standing) {
    return standing.name().replace('_', ' ');
  }
}
