package org.migrationauditor.command.action;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShellAssignmentsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      nullValues = "-",
      value = {
        "~X=a~ | SET",
        "~X='a b'~ | SET",
        "~X=\"a b\" # why~ | SET",
        "~export X=a~ | SET",
        "~  X=a~ | SET",
        "~readonly X=a;~ | SET",
        "~declare -r X=a~ | SET",
        "~X=~ | EMPTY",
        "~X=\"\"~ | EMPTY",
        "~X=''~ | EMPTY",
        "~X= # nothing~ | EMPTY",
        "~X=; Y=1~ | EMPTY",
        "~X=\"$Y\"~ | DEPENDS",
        "~X=$(cat secret)~ | DEPENDS",
        "~X=`cat secret`~ | DEPENDS",
        "~X=${Y:-}~ | DEPENDS",
        "~X=\"${Y:-\"/data\"}\"~ | SET",
        "~X=pre$Y~ | SET",
        "~X=a command~ | MISSING",
        "~# X=a~ | MISSING",
        "~echo X=a~ | MISSING",
        "~XY=a~ | MISSING",
        "~if [ $X = a ]; then~ | MISSING",
      })
  void weighsOneLine(String line, ShellAssignments.Value value) {
    assertThat(ShellAssignments.read("#!/bin/bash\n" + line + "\n").of("X")).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~X=a\nX=\"\"~ | EMPTY",
        "~X=\"\"\nX=a~ | SET",
        "~X=\"\"\nf() {\n  X=a\n}~ | EMPTY",
        "~cat <<EOF\nX=a\nEOF~ | MISSING",
        "~cat <<-'EOF'\nX=a\n\tEOF\nX=b~ | SET",
        "~echo 1 << 2\nX=a~ | SET",
      })
  void weighsAScript(String script, ShellAssignments.Value value) {
    assertThat(ShellAssignments.read(script).of("X")).isEqualTo(value);
  }
}
