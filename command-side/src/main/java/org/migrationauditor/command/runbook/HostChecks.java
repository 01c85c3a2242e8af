package org.migrationauditor.command.runbook;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.migrationauditor.command.action.Check;
import org.migrationauditor.command.action.airflow.KaapanaRelease;

/** Reads the checks of a host that come before its platform is touched. */
final class HostChecks {
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern VERSION = Pattern.compile("\\d[0-9A-Za-z.+_-]{0,59}");
  private static final Pattern STEP = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  private static final String VARIABLE_WORDS = "name of a shell variable";

  private HostChecks() {}

  static Fill<Check> leavesEmpty(TemplateFields fields) {
    Fill<Path> file = fields.path("file");
    List<String> variables = variables(fields.fields());
    fields.fields().refuseRest();
    return values -> new Check.LeavesEmpty(file.with(values), variables);
  }

  static List<String> variables(Fields fields) {
    List<String> variables = fields.texts("variables");
    if (variables.isEmpty() && !fields.has("variables")) {
      fields.mistake("variables", "is missing; add it");
    }
    variables.forEach(variable -> refuse(VARIABLE, fields, "variables", variable, VARIABLE_WORDS));
    return variables;
  }

  static Fill<Check> assignsPath(TemplateFields fields) {
    Fill<Path> file = fields.path("file");
    String variable = word(fields.fields(), "variable", VARIABLE, VARIABLE_WORDS);
    Fill<Path> path = fields.path("path");
    fields.fields().refuseRest();
    return values -> new Check.AssignsPath(file.with(values), variable, path.with(values));
  }

  static Fill<Check> platformVersion(TemplateFields fields) {
    String version = word(fields.fields(), "version", VERSION, "version");
    Fill<Path> none = values -> Path.of("/");
    boolean asksCharts = fields.fields().has("charts");
    boolean asksScript = fields.fields().has("script");
    Fill<Path> charts = asksCharts ? fields.path("charts") : none;
    Fill<Path> script = asksScript ? fields.path("script") : none;
    Fill<List<String>> releases =
        fields.fields().has("argv") ? fields.command() : values -> List.of();
    fields.fields().refuseRest();
    return values ->
        new Check.PlatformVersion(
            version,
            asksCharts ? charts.with(values) : null,
            asksScript ? script.with(values) : null,
            releases.with(values));
  }

  static Fill<Check> dataFolder(TemplateFields fields) {
    Fill<Path> folder = fields.path("folder");
    String step = word(fields.fields(), "neededBy", STEP, "id of a step");
    Fill<Path> processes = processes(fields);
    fields.fields().refuseRest();
    return values -> new Check.DataFolder(folder.with(values), step, processes.with(values));
  }

  static Fill<Check> notMounted(TemplateFields fields) {
    Fill<Path> tree = fields.path("tree");
    Fill<Path> processes = processes(fields);
    fields.fields().refuseRest();
    return values -> new Check.NotMounted(tree.with(values), processes.with(values));
  }

  static Fill<Check> notInUse(TemplateFields fields) {
    Fill<Path> tree = fields.path("tree");
    Fill<Path> processes = processes(fields);
    fields.fields().refuseRest();
    return values -> new Check.NotInUse(tree.with(values), processes.with(values));
  }

  private static Fill<Path> processes(TemplateFields fields) {
    return fields.fields().has("processes") ? fields.path("processes") : values -> Check.PROC;
  }

  static Fill<Check> oneOrApart(TemplateFields fields) {
    Fill<Path> one = fields.path("one");
    Fill<Path> other = fields.path("other");
    fields.fields().refuseRest();
    return values -> new Check.OneOrApart(one.with(values), other.with(values));
  }

  static Fill<Check> refusesConnections(TemplateFields fields) {
    Fill<String> host = fields.host("host");
    Fill<String> port = fields.line("port");
    fields.fields().refuseRest();
    return values -> new Check.RefusesConnections(host.with(values), port(port.with(values)));
  }

  private static int port(String text) {
    if (!text.matches("[0-9]{1,5}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > 65_535) {
      throw new RunbookException(
          List.of(
              "port %s: is no number from 1 to 65535; correct it".formatted(Shown.quoted(text))));
    }
    return Integer.parseInt(text);
  }

  static Fill<Check> runsIdle(TemplateFields fields) {
    Fill<String> airflow = fields.url("airflow");
    KaapanaRelease release = DagReader.release(fields.fields());
    List<String> dags = fields.fields().texts("dags");
    if (dags.isEmpty() && !fields.fields().has("dags")) {
      fields.fields().mistake("dags", "is missing; name those that must be idle");
    }
    dags.forEach(dag -> DagReader.dag(fields.fields(), dag, "dags"));
    fields.fields().refuseRest();
    return values -> new Check.RunsIdle(airflow.with(values), release, dags);
  }

  private static String word(Fields fields, String name, Pattern pattern, String what) {
    String text = fields.text(name);
    if (!text.isEmpty()) {
      refuse(pattern, fields, name, text, what);
    }
    return text;
  }

  private static void refuse(
      Pattern pattern, Fields fields, String name, String text, String what) {
    if (!pattern.matcher(text).matches()) {
      fields.mistake(name, "%s is no %s; correct it".formatted(Shown.quoted(text), what));
    }
  }
}
