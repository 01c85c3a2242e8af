package org.migrationauditor.command.runbook;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads fields whose texts name parameters. */
final class TemplateFields {
  private static final Pattern PROGRAM = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]*");
  private static final Path NOWHERE = Path.of("/nowhere");

  private final Fields fields;
  private final Scope scope;
  private final Mistakes mistakes;

  TemplateFields(Fields fields, Scope scope, Mistakes mistakes) {
    this.fields = fields;
    this.scope = scope;
    this.mistakes = mistakes;
  }

  Fields fields() {
    return fields;
  }

  /** A path: a parameter, or names below one. */
  Fill<Path> path(String name) {
    String text = fields.text(name);
    return text.isEmpty() ? values -> NOWHERE : path(text, fields.place(name), fields.path(name));
  }

  /** An address: one parameter of type url, not empty in any plan with the step. */
  Fill<String> url(String name) {
    String text = fields.text(name);
    Template template = template(text, fields.place(name), fields.path(name));
    List<String> names = template.names();
    boolean whole = names.size() == 1 && template.parts().size() == 1;
    if (!text.isEmpty() && !(whole && scope.isA(ParameterType.URL, names.getFirst()))) {
      fields.mistake(
          name, "%s is not one parameter of type url; write one".formatted(Shown.quoted(text)));
    }
    return values -> {
      String address = template.fill(values);
      if (address.isEmpty()) {
        throw new RunbookException(
            List.of(
                "parameter '%s': is empty, and a step of this plan needs it; give an address"
                    .formatted(String.join("", names))));
      }
      return address;
    };
  }

  /**
   * Name or address of a host: one parameter of type domain, or the host's own {@code loopback}.
   */
  Fill<String> host(String name) {
    String text = fields.text(name);
    if (text.equals("loopback")) {
      return values -> "127.0.0.1";
    }
    Template template = template(text, fields.place(name), fields.path(name));
    List<String> names = template.names();
    boolean whole = names.size() == 1 && template.parts().size() == 1;
    if (!text.isEmpty() && !(whole && scope.isA(ParameterType.DOMAIN, names.getFirst()))) {
      fields.mistake(
          name,
          "%s is neither loopback nor one parameter of type domain; write one"
              .formatted(Shown.quoted(text)));
    }
    return template::fill;
  }

  /** Paths of a list. */
  Fill<List<Path>> paths(String name) {
    List<Fill<Path>> paths = new ArrayList<>();
    for (String text : fields.texts(name)) {
      if (!text.isEmpty()) {
        paths.add(path(text, fields.place(name), fields.path(name)));
      }
    }
    if (!fields.has(name)) {
      fields.mistake(name, "is missing; add it");
    }
    return Fill.all(paths);
  }

  /** User and group: numbers, or a parameter of type owner. */
  Fill<Owner> owner(String name) {
    String text = fields.text(name);
    Template template = template(text, fields.place(name), fields.path(name));
    List<String> names = template.names();
    boolean whole = names.size() == 1 && template.parts().size() == 1;
    if (whole && scope.isA(ParameterType.OWNER, names.getFirst())) {
      return values -> Owner.of(template.fill(values));
    }
    if (!text.isEmpty() && (!names.isEmpty() || ParameterType.OWNER.mistake(text) != null)) {
      fields.mistake(
          name,
          "%s is no owner; write 'uid:gid' or one parameter of type owner"
              .formatted(Shown.quoted(text)));
      return values -> new Owner(0, 0);
    }
    return values -> text.isEmpty() ? new Owner(0, 0) : Owner.of(text);
  }

  /** User and group as numbers. */
  record Owner(int uid, int gid) {
    static Owner of(String text) {
      int colon = text.indexOf(':');
      return new Owner(
          Integer.parseInt(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
    }
  }

  /** One line of text, which may be empty in quotes. */
  Fill<String> line(String name) {
    String text = fields.optionalTextOrEmpty(name);
    if (text == null) {
      return values -> "";
    }
    if (text.contains("\n")) {
      fields.mistake(name, "has more than one line; write one");
    }
    return template(text, fields.place(name), fields.path(name))::fill;
  }

  /**
   * Field {@code argv}, a program and its arguments, run by the login that field {@code as} names;
   * an empty login is the one that runs everything.
   */
  Fill<List<String>> command() {
    List<String> texts = fields.texts("argv");
    if (texts.isEmpty() && !fields.has("argv")) {
      fields.mistake("argv", "is missing; add the program and its arguments");
    }
    List<Template> argv = new ArrayList<>();
    for (String text : texts) {
      argv.add(template(text, fields.place("argv"), fields.path("argv")));
      if (text.contains("\n")) {
        fields.mistake("argv", "has an argument of more than one line; write one line each");
      }
    }
    if (texts.contains("--undeploy")
        && texts.lastIndexOf("--quiet") > texts.indexOf("--undeploy")) {
      fields.mistake(
          "argv",
          "has '--quiet' behind '--undeploy', which the script does as soon as it reads it; put it"
              + " before");
    }
    if (!argv.isEmpty() && !program(argv.getFirst())) {
      fields.mistake(
          "argv",
          "%s is no program; write a name to be searched, or one parameter of type file"
              .formatted(Shown.quoted(argv.getFirst().text())));
    }
    for (Template argument : argv) {
      for (String name : argument.names()) {
        if (scope.mayBeEmpty(name)) {
          fields.mistake(
              "argv", "'%s' may be empty, which is no argument; use another".formatted(name));
        }
      }
    }
    Template login = login();
    return values -> {
      List<String> words = new ArrayList<>();
      String user = login == null ? "" : login.fill(values);
      if (!user.isEmpty()) {
        words.addAll(List.of("sudo", "--user=" + user, "--set-home", "--"));
      }
      argv.forEach(argument -> words.add(argument.fill(values)));
      return List.copyOf(words);
    };
  }

  private @Nullable Template login() {
    String text = fields.optionalText("as");
    if (text == null) {
      return null;
    }
    Template login = template(text, fields.place("as"), fields.path("as"));
    if (login.parts().size() != 1
        || login.names().isEmpty()
        || !scope.isA(ParameterType.USER, login.names().getFirst())) {
      fields.mistake(
          "as", "%s is not one parameter of type user; write one".formatted(Shown.quoted(text)));
    }
    return login;
  }

  private boolean program(Template first) {
    if (first.names().isEmpty()) {
      return PROGRAM.matcher(first.text()).matches();
    }
    return first.parts().size() == 1 && scope.isA(ParameterType.FILE, first.names().getFirst());
  }

  private Fill<Path> path(String text, Place place, String field) {
    Template template = template(text, place, field);
    List<Template.Part> parts = template.parts();
    boolean anchored = !parts.isEmpty() && parts.getFirst().parameter();
    if (!anchored || parts.size() > 2 || !below(parts)) {
      mistakes.add(
          place,
          field,
          "%s is not a parameter followed by '/' and fixed names; write one such as ${%s}/name"
              .formatted(Shown.quoted(text), "folder"));
      return values -> NOWHERE;
    }
    String name = parts.getFirst().text();
    if (scope.declares(name) && scope.pathParameter(name) == null) {
      mistakes.add(
          place, field, "'%s' is no path, or one that may be empty; use another".formatted(name));
    }
    return values -> Path.of(template.fill(values));
  }

  private static boolean below(List<Template.Part> parts) {
    if (parts.size() == 1) {
      return true;
    }
    String rest = parts.get(1).text();
    boolean whole = rest.startsWith("/") && !rest.endsWith("/") && !rest.contains("//");
    return whole && !(rest + "/").contains("/../") && !(rest + "/").contains("/./");
  }

  private Template template(String text, Place place, String field) {
    Template template = Template.of(text);
    if (template.broken()) {
      mistakes.add(place, field, "holds '${' without a name and '}' after it; close it");
    }
    for (String name : template.names()) {
      if (!scope.declares(name)) {
        mistakes.add(
            place,
            field,
            "names the parameter %s, which is not declared; use one of %s"
                .formatted(Shown.quoted(name), scope.names()));
      }
    }
    return template;
  }
}
