package org.migrationauditor.command.action.terminal;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a holder is to run and to answer. It is told on standard input, since anybody may read the
 * arguments of a process and others its environment; cut short, it is no order.
 *
 * @param argv absolute path of a program, and its arguments
 * @param secrets values by name; what a rule names and nobody gave is not among them
 */
record Order(List<String> argv, List<PromptRule> rules, Map<String, String> secrets) {
  private static final String END = "end of the order";

  Order {
    argv = List.copyOf(argv);
    rules = List.copyOf(rules);
    secrets = Map.copyOf(secrets);
  }

  void write(OutputStream stream) throws IOException {
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(stream));
    out.writeInt(argv.size());
    for (String word : argv) {
      out.writeUTF(word);
    }
    out.writeInt(rules.size());
    for (PromptRule rule : rules) {
      out.writeUTF(rule.expects());
      switch (rule.reply()) {
        case Reply.Text text -> write(out, 't', text.text());
        case Reply.Option option -> write(out, 'o', option.text());
        case Reply.Secret secret -> write(out, 's', secret.name());
      }
      out.writeInt(rule.times());
    }
    out.writeInt(secrets.size());
    for (Map.Entry<String, String> secret : secrets.entrySet()) {
      out.writeUTF(secret.getKey());
      out.writeUTF(secret.getValue());
    }
    out.writeUTF(END);
    out.flush();
  }

  private static void write(DataOutputStream out, char kind, String text) throws IOException {
    out.writeChar(kind);
    out.writeUTF(text);
  }

  /**
   * @throws IOException if it is cut short
   */
  static Order read(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    List<String> argv = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      argv.add(in.readUTF());
    }
    List<PromptRule> rules = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      rules.add(new PromptRule(in.readUTF(), reply(in.readChar(), in.readUTF()), in.readInt()));
    }
    Map<String, String> secrets = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      secrets.put(in.readUTF(), in.readUTF());
    }
    if (!in.readUTF().equals(END)) {
      throw new IOException("an order does not end as it should");
    }
    return new Order(argv, rules, secrets);
  }

  private static Reply reply(char kind, String text) throws IOException {
    return switch (kind) {
      case 't' -> new Reply.Text(text);
      case 'o' -> new Reply.Option(text);
      case 's' -> new Reply.Secret(text);
      default -> throw new IOException("an order holds a reply of no known kind");
    };
  }
}
