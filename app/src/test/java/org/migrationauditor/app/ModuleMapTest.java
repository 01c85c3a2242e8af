package org.migrationauditor.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls between the rooms, in bytecode. */
@AnalyzeClasses(
    packages = "org.migrationauditor",
    importOptions = {ImportOption.DoNotIncludeTests.class, ModuleMapTest.NoJarsOfTests.class})
final class ModuleMapTest {
  /**
   * Tests of a module that others use are in a JAR file, which the library does not know as such.
   */
  static final class NoJarsOfTests implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  private static final String ROOT = "org.migrationauditor.";

  @ArchTest
  static final ArchRule MESSAGES_SEE_NO_ROOM =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "messages..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              room("verifier"),
              room("evidence"),
              room("signatures"),
              room("bundle"),
              room("command"),
              room("query"),
              room("reports"),
              room("rehearsal"),
              room("app"))
          .because("every room depends on messages; put the value where it is used instead");

  @ArchTest
  static final ArchRule VERIFIER_SEES_MESSAGES_ONLY =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "verifier..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              room("evidence"),
              room("signatures"),
              room("bundle"),
              room("command"),
              room("query"),
              room("reports"),
              room("rehearsal"),
              room("app"),
              "org.axonframework..",
              "org.springframework..")
          .because("it must be usable and reviewable alone; hand it values instead");

  @ArchTest
  static final ArchRule DCM4CHE_STAYS_IN_ITS_MODULE =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "verifier.dimse..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(room("verifier.dimse"), "org.dcm4che3..")
          .because("all else is built without it; reach it as an ArchiveScheme");

  @ArchTest
  static final ArchRule EVIDENCE_SEES_MESSAGES_ONLY =
      needsNoServer(
          "evidence", "a stranger checks proofs with it, without a database; read rows elsewhere");

  @ArchTest
  static final ArchRule VERIFY_BUNDLE_SEES_EVIDENCE_AND_SIGNATURES_ONLY =
      needsNoServer(
          "bundle",
          "a stranger runs it from one small jar; put what both need into evidence or signatures");

  @ArchTest
  static final ArchRule SIGNATURES_SEE_MESSAGES_ONLY =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "signatures..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              room("verifier"),
              room("evidence"),
              room("bundle"),
              room("command"),
              room("query"),
              room("reports"),
              room("rehearsal"),
              room("app"),
              "org.apache.pdfbox..",
              "eu.europa.esig..",
              "org.axonframework..",
              "org.springframework..",
              "java.sql..")
          .because("it goes into the jar of verify-bundle; open pages and attachments in reports");

  @ArchTest
  static final ArchRule REPORTS_SEE_MESSAGES_ONLY =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "reports..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              room("verifier"),
              room("evidence"),
              room("bundle"),
              room("command"),
              room("query"),
              room("rehearsal"),
              room("app"),
              "org.axonframework..",
              "org.springframework..",
              "java.sql..")
          .because("a report is made from an IntegrityReport alone; assemble it in app");

  @ArchTest
  static final ArchRule SIBLINGS_DO_NOT_MEET_IN_COMMAND_SIDE =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "command..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              room("signatures"),
              room("bundle"),
              room("query"),
              room("reports"),
              room("rehearsal"),
              room("app"))
          .because("the side that acts must not read what the other side shows; use events");

  @ArchTest
  static final ArchRule QUERY_SIDE_SEES_MESSAGES_ONLY =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "query..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              room("verifier"),
              room("evidence"),
              room("signatures"),
              room("bundle"),
              room("command"),
              room("reports"),
              room("rehearsal"),
              room("app"))
          .because("read models are rebuilt from events alone");

  @ArchTest
  static final ArchRule REHEARSAL_IS_MET_BY_APP_ONLY =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "rehearsal..", ROOT + "app..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "rehearsal..")
          .because("the synthetic host must never be part of a real run");

  @ArchTest
  static final ArchRule NOBODY_DEPENDS_ON_APP =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "app..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "app..")
          .because("app puts the rooms together and is known by none of them");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices()
          .matching(ROOT + "(**)")
          .should()
          .beFreeOfCycles()
          .because("a package that needs its user is half a package; move the shared type down");

  private static ArchRule needsNoServer(String room, String because) {
    return noClasses()
        .that()
        .resideInAPackage(ROOT + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            room("verifier"),
            room("command"),
            room("query"),
            room("reports"),
            room("rehearsal"),
            room("app"),
            "org.axonframework..",
            "org.springframework..",
            "java.sql..")
        .because(because);
  }

  private static String room(String name) {
    return ROOT + name + "..";
  }
}
