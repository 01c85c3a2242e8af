package org.migrationauditor.messages.report;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Language that a report's pages are written in. Its evidence for machines has none. */
public enum ReportLanguage {
  EN,
  DE;

  /** How the language is tagged (BCP 47), such as {@code de}. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The language of a tag; empty of one that no report is written in. */
  public static Optional<ReportLanguage> of(String tag) {
    return Stream.of(values()).filter(language -> language.tag().equals(tag)).findFirst();
  }
}
