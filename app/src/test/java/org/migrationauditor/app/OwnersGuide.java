package org.migrationauditor.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.migrationauditor.app.AuditorProcess.Ended;

/** The commands of {@code docs/data-owner-guide.md}. */
final class OwnersGuide {
  private static final Path PAGE = Path.of("..", "docs", "data-owner-guide.md");
  private static final Pattern BLOCK = Pattern.compile("(?s)```sh\n(.*?)```");
  private static final Pattern EXIT = Pattern.compile(" # exit (\\d+)$");

  private OwnersGuide() {}

  /** One a line. */
  static List<String> commands() throws IOException {
    List<String> commands = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(PAGE));
    while (block.find()) {
      block.group(1).lines().forEach(commands::add);
    }
    return commands;
  }

  static int exit(String command) {
    Matcher exit = EXIT.matcher(command);
    return exit.find() ? Integer.parseInt(exit.group(1)) : 0;
  }

  static Ended shell(String command, Path folder) throws IOException, InterruptedException {
    return AuditorProcess.tool(
        "bash", "-c", "set -o pipefail; cd \"$0\" && " + command, folder.toString());
  }

  /** What follows the program's name; files are in the folder. */
  static String[] arguments(String command, Path folder) {
    return Arrays.stream(EXIT.matcher(command).replaceAll("").split(" "))
        .skip(1)
        .map(word -> Files.exists(folder.resolve(word)) ? folder.resolve(word).toString() : word)
        .toArray(String[]::new);
  }
}
