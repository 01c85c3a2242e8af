package org.migrationauditor.command.migration;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.migration.MigrationRejection.Code;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.PlannedStep;
import org.migrationauditor.messages.migration.Roles;
import org.migrationauditor.messages.migration.Waiver;

/** Who may act in a role: whoever is named for it, and anyone where nobody is. */
record RoleRules(MigrationId migrationId, Ledger ledger) {
  private static final int MOST_NAMES = 200;

  /** Refuses to let someone start a step, or ask for another attempt. */
  void checkStart(PlannedStep step, Person who) {
    if (includes(roles().approvers(), who)) {
      throw refused(
          step,
          "whoever runs it is named as an approver, and approvers run no step; nothing was started,"
              + " let an operator run it");
    }
    check(step, "an operator", roles().operators(), who, "nothing was started");
  }

  /** Refuses the word of someone who is not in the role that the step waits for. */
  void checkWord(PlannedStep step, Person person) {
    String consequence = "nothing was recorded";
    switch (step.actor()) {
      case OPERATOR -> check(step, "an operator", roles().operators(), person, consequence);
      case APPROVER -> check(step, "an approver", roles().approvers(), person, consequence);
      case OWNER -> check(step, "an owner of data", allOwners(roles()), person, consequence);
    }
  }

  void checkApproval(PlannedStep step, Person approver) {
    check(step, "an approver", roles().approvers(), approver, "no approval was recorded");
  }

  /** Whether an approval of that person counts. */
  boolean approves(Person approver) {
    return roles().approvers().isEmpty() || includes(roles().approvers(), approver);
  }

  void checkWaiver(PlannedStep step, Waiver waiver) {
    if (roles().owners().isEmpty()) {
      return;
    }
    List<String> owners = roles().ownersOf(waiver.owner());
    if (owners.isEmpty()) {
      throw refused(
          step,
          "nobody is named as an owner of '"
              + waiver.owner()
              + "'; nothing was waived, let an approver name one with ./auditor people");
    }
    check(
        step,
        "an owner of '" + waiver.owner() + "'",
        owners,
        Person.of(waiver.person()),
        "nothing was waived");
  }

  /** Refuses to let someone turn the migration round who neither runs nor approves it. */
  void checkTurn(Person person) {
    Roles roles = roles();
    if (!roles.operators().isEmpty() && !includes(roles.approvers(), person)) {
      check(null, "an operator or approver", roles.operators(), person, "nothing was undone");
    }
  }

  /** Refuses to let someone issue reports again who does not run the migration. */
  void checkReissue(Person person) {
    check(null, "an operator", roles().operators(), person, "no report was issued again");
  }

  /** Refuses to let someone take a report back who does not approve on its ground. */
  void checkWithdrawal(Person person) {
    check(null, "an approver", roles().approvers(), person, "nothing was withdrawn");
  }

  /** Refuses a change of names by whoever runs the migration, and one that leaves no way on. */
  void checkNaming(Roles roles, Person person) {
    if (ledger.next().isEmpty()) {
      throw refused(
          null, Code.COMPLETED, "the migration is complete; nobody was named, no gate is left");
    }
    checkApprover(person, "whoever names people", "nobody was named");
    checkNames(roles, person);
  }

  /** Refuses a change of the runbook by whoever runs the migration, or may not approve. */
  void checkChange(Person person) {
    checkApprover(person, "whoever changes the runbook", "nothing was changed");
  }

  private void checkApprover(Person person, String whoever, String consequence) {
    check(null, "an approver", roles().approvers(), person, consequence);
    if (ledger.erased()) {
      throw refused(
          null, Code.PERSON_ERASED, Gates.ERASED + "; " + consequence + ", " + Gates.PLAN_ANEW);
    }
    if (ledger.operates(person) || includes(roles().operators(), person)) {
      throw refused(
          null,
          whoever
              + " planned this migration, started a step of it or is named as an operator; "
              + consequence
              + ", ask someone else");
    }
  }

  /** Refuses names that contradict themselves; {@code by} plans, or nobody does. */
  void checkNames(Roles roles, Person by) {
    if (Stream.of(roles.operators(), roles.approvers(), allOwners(roles))
            .mapToLong(List::size)
            .sum()
        > MOST_NAMES) {
      throw refused(null, "more than " + MOST_NAMES + " people are named; nobody was named");
    }
    for (String operator : roles.operators()) {
      if (includes(roles.approvers(), Person.of(operator))) {
        throw refused(
            null,
            "'"
                + operator
                + "' is named as operator and as approver; nobody was named, four eyes are of two"
                + " people");
      }
    }
    boolean planned = ledger.plan() != null;
    List<String> approvers = roles.approvers();
    if (!approvers.isEmpty()
        && approvers.stream()
            .map(Person::of)
            .allMatch(one -> planned ? ledger.operates(one) : one.equals(by))) {
      throw refused(
          null,
          "every approver named planned this migration or started a step of it; nobody was named,"
              + " name someone else as well");
    }
  }

  /** Refuses a person whom a role does not name, if it names anyone. */
  private void check(
      @Nullable PlannedStep step,
      String role,
      List<String> named,
      Person person,
      String consequence) {
    if (!named.isEmpty() && !includes(named, person)) {
      throw refused(
          step,
          "only "
              + role
              + " may do that, and "
              + person.name()
              + " is none; "
              + consequence
              + ", ask "
              + String.join(" or ", named));
    }
  }

  private static boolean includes(List<String> names, Person person) {
    return names.stream().map(Person::of).anyMatch(person::equals);
  }

  private static List<String> allOwners(Roles roles) {
    return roles.owners().values().stream().flatMap(List::stream).distinct().toList();
  }

  private Roles roles() {
    return ledger.roles();
  }

  private MigrationRejection refused(@Nullable PlannedStep step, String what) {
    return refused(step, Code.NOT_NAMED, what);
  }

  private MigrationRejection refused(@Nullable PlannedStep step, Code code, String what) {
    return step == null
        ? MigrationRejection.of(code, migrationId, what)
        : MigrationRejection.of(code, migrationId, step.stepId(), what);
  }
}
