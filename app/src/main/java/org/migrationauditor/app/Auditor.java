package org.migrationauditor.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ResourceBundle;
import org.migrationauditor.app.cli.AfterVerb;
import org.migrationauditor.app.cli.AgreeCommand;
import org.migrationauditor.app.cli.AnswerCommand;
import org.migrationauditor.app.cli.ApproveCommand;
import org.migrationauditor.app.cli.AttestCommand;
import org.migrationauditor.app.cli.BagCommand;
import org.migrationauditor.app.cli.BundleCommand;
import org.migrationauditor.app.cli.ChainCommand;
import org.migrationauditor.app.cli.CompareCommand;
import org.migrationauditor.app.cli.DemoCommand;
import org.migrationauditor.app.cli.DiffCommand;
import org.migrationauditor.app.cli.EraseCommand;
import org.migrationauditor.app.cli.ExamineCommand;
import org.migrationauditor.app.cli.ExportCommand;
import org.migrationauditor.app.cli.Failures;
import org.migrationauditor.app.cli.FindingsCommand;
import org.migrationauditor.app.cli.HistoryCommand;
import org.migrationauditor.app.cli.InventoryCommand;
import org.migrationauditor.app.cli.KnownCommand;
import org.migrationauditor.app.cli.LogCommand;
import org.migrationauditor.app.cli.OutputCommand;
import org.migrationauditor.app.cli.PeopleCommand;
import org.migrationauditor.app.cli.PlanCommand;
import org.migrationauditor.app.cli.RehearseCommand;
import org.migrationauditor.app.cli.ReplayCommand;
import org.migrationauditor.app.cli.ReportCommand;
import org.migrationauditor.app.cli.RollbackCommand;
import org.migrationauditor.app.cli.RunCommand;
import org.migrationauditor.app.cli.RunbookCommand;
import org.migrationauditor.app.cli.ServeCommand;
import org.migrationauditor.app.cli.ShowCommand;
import org.migrationauditor.app.cli.StatusCommand;
import org.migrationauditor.app.cli.VerifyBundleCommand;
import org.migrationauditor.app.cli.VerifyReportCommand;
import org.migrationauditor.app.cli.WaiveCommand;
import org.migrationauditor.app.platform.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ScopeType;

/** The program. */
@Command(
    name = "auditor",
    header = "Runs the upgrade of a medical-imaging platform and proves what happened to its data.",
    description = {
      "",
      "Start with 'auditor demo': it rehearses a whole migration on a synthetic host.",
      ""
    },
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    usageHelpAutoWidth = true,
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:done, or the answer is yes",
      "1:the answer is no: a verdict is FAILED, or a step failed",
      "2:the command line, a runbook or a parameter is wrong, or a rule refused; nothing was done",
      "3:something could not be read or verified, so the answer is unknown",
      "4:a person must act first; the last line says who and how",
      "5:this machine is in the way: no JDK, no database, port in use, disk full, already running",
      "130:interrupted"
    },
    subcommands = {
      DemoCommand.class,
      RehearseCommand.class,
      RunbookCommand.class,
      PlanCommand.class,
      ChainCommand.class,
      PeopleCommand.class,
      RunCommand.class,
      ApproveCommand.class,
      WaiveCommand.class,
      RollbackCommand.class,
      AttestCommand.class,
      AnswerCommand.class,
      StatusCommand.class,
      HistoryCommand.class,
      EraseCommand.class,
      LogCommand.class,
      ShowCommand.class,
      DiffCommand.class,
      KnownCommand.class,
      OutputCommand.class,
      InventoryCommand.class,
      ExamineCommand.class,
      CompareCommand.class,
      AgreeCommand.class,
      FindingsCommand.class,
      ExportCommand.class,
      BagCommand.class,
      BundleCommand.class,
      VerifyBundleCommand.class,
      ReportCommand.class,
      VerifyReportCommand.class,
      ReplayCommand.class,
      ServeCommand.class,
      HelpCommand.class
    })
public final class Auditor {
  private Auditor() {}

  /** Runs one verb and ends the process with its exit status. */
  public static void main(String[] arguments) {
    Interruption.ofThisThread();
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Auditor());
    commandLine.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    commandLine.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setResourceBundle(ResourceBundle.getBundle("help"));
    commandLine.setExecutionStrategy(new AfterVerb());
    commandLine.setExecutionExceptionHandler(new Failures());
    return commandLine;
  }
}
