package org.migrationauditor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

class HelpTest {
  private static final String BEGIN = "Start with 'auditor demo'";

  @Test
  void descriptionsBeginInLowerCaseAndEndWithoutAFullStop() {
    List<String> descriptions = new ArrayList<>();
    for (CommandLine verb : verbs()) {
      for (ArgSpec argument : verb.getCommandSpec().args()) {
        descriptions.add(
            verb.getCommandSpec().qualifiedName()
                + ": "
                + String.join(" ", argument.description()));
      }
    }

    assertThat(descriptions)
        .isNotEmpty()
        .allSatisfy(text -> assertThat(text).matches("(?s)[a-z -]+: (\\P{Lu}|\\p{Lu}{2}).*[^.]"));
  }

  @Test
  void valuesAreNamedInCapitals() {
    for (CommandLine verb : verbs()) {
      for (OptionSpec option : verb.getCommandSpec().options()) {
        if (option.arity().max() > 0) {
          assertThat(option.paramLabel()).as(option.longestName()).matches("[A-Z|=:]+");
        }
      }
    }
  }

  @Test
  void everyVerbDescribesItselfAndEndsInItsExitStatuses() {
    for (CommandLine verb : verbs()) {
      String usage = verb.getUsageMessage(CommandLine.Help.Ansi.OFF);
      String name = verb.getCommandSpec().qualifiedName();
      boolean program = verb.getParent() == null;

      assertThat(usage.contains(BEGIN)).as(name).isEqualTo(program);
      assertThat(usage.substring(usage.indexOf("EXIT STATUS")))
          .as(name)
          .matches("EXIT STATUS\\R( +\\S.*\\R?)+");
    }
  }

  private static List<CommandLine> verbs() {
    return below(Auditor.commandLine()).toList();
  }

  private static Stream<CommandLine> below(CommandLine verb) {
    return Stream.concat(
        Stream.of(verb), verb.getSubcommands().values().stream().flatMap(HelpTest::below));
  }
}
