package org.migrationauditor.app.reporting;

import java.util.Locale;
import org.migrationauditor.messages.report.ReportLanguage;

/** What a report says in whole sentences that depend on the migration, in each language. */
enum Sentence {
  IDENTICAL(
      "%s: every entry is present on both sides and identical",
      "%s: Jeder Eintrag ist auf beiden Seiten vorhanden und gleich"),
  ANNOUNCED(
      "%s: every entry is as it was, apart from announced changes, count %s",
      "%s: Jeder Eintrag ist, wie er war, abgesehen von angekündigten Änderungen, Anzahl %s"),
  DIFFERENT(
      "%s: at least one entry is missing, extra or different",
      "%s: Mindestens ein Eintrag fehlt, ist hinzugekommen oder hat sich geändert"),
  UNCHECKED(
      "%s: at least one entry could not be checked, or there was none",
      "%s: Mindestens ein Eintrag konnte nicht geprüft werden, oder es gab keinen"),
  OUTSTANDING("%s: not compared yet", "%s: noch nicht verglichen"),
  BEING_ROLLED_BACK(
      "The migration is being rolled back: this is about the old platform's data, and what was compared before that is in the run record.",
      "Die Migration wird gerade zurückgenommen: Dies handelt von den Daten der alten Plattform; was vorher verglichen wurde, steht im Ablauf."),
  ROLLED_BACK(
      "The migration was rolled back: this is about the old platform's data, and what was compared before that is in the run record.",
      "Die Migration wurde zurückgenommen: Dies handelt von den Daten der alten Plattform; was vorher verglichen wurde, steht im Ablauf."),
  NOT_OTHERS(
      "Data of other owners: each has a report of their own.",
      "Daten anderer Dateneigner: Jeder hat einen eigenen Bericht."),
  NOT_OTHER_VIEWS(
      "The archive's database, its index and its network interfaces: this report compares files and objects.",
      "Die Datenbank des Archivs, sein Index und seine Netzschnittstellen: Dieser Bericht vergleicht Dateien und Objekte."),
  NOT_CONTENT(
      "Whether a file was meaningful before the migration: its structure was checked, its medical content was not.",
      "Ob eine Datei vor der Migration sinnvoll war: Ihr Aufbau wurde geprüft, ihr medizinischer Inhalt nicht."),
  NOT_MIGRATED(
      "What the guide does not migrate: user accounts, dashboards, tags and datasets, workflow history, custom workflows and models, LDAP settings.",
      "Was die Anleitung nicht migriert: Benutzerkonten, Dashboards, Tags und Datensätze, den Verlauf der Workflows, eigene Workflows und Modelle, LDAP-Einstellungen."),
  LOST(
      "Lost with the upgrade, as %s acknowledged before it: %s.",
      "Mit der Umstellung verloren, wie %s vorher anerkannt hat: %s."),
  NOT_REAL(
      "A real platform: this was a rehearsal on a synthetic host, and the program played the people.",
      "Eine echte Plattform: Dies war eine Probe auf einem künstlichen Rechner, und das Programm spielte die Menschen."),
  BEYOND_LIST(
      "Lines of the attached list '%s' beyond the first %,d: %,d more are in the manifests only.",
      "Zeilen der angehängten Liste „%s“ nach den ersten %,d: %,d weitere stehen nur in den Manifesten.");

  private final String english;
  private final String german;

  Sentence(String english, String german) {
    this.english = english;
    this.german = german;
  }

  String in(ReportLanguage language, Object... values) {
    return switch (language) {
      case EN -> String.format(Locale.ENGLISH, english, values);
      case DE -> String.format(Locale.GERMAN, german, values);
    };
  }
}
