package org.migrationauditor.command.action.copy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.linux.ChangeTime;
import org.migrationauditor.command.action.linux.ExtendedAttributes;
import org.migrationauditor.command.action.tree.Node;

/**
 * What an entry has beside its content: owner, mode, time of last change, access control lists and
 * other extended attributes. Where the system cannot be asked for all of these, those named {@code
 * user.*}, which Java knows, are copied and compared, and no others.
 */
final class Attributes {
  private Attributes() {}

  /** Gives a target what its source has; the time last, since the rest may change it. */
  static void apply(Node source, Path target) throws IOException {
    Node now = Node.of(target);
    boolean handedOver = now.uid() != source.uid() || now.gid() != source.gid();
    if (handedOver) {
      Files.setAttribute(target, "unix:uid", source.uid(), LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(target, "unix:gid", source.gid(), LinkOption.NOFOLLOW_LINKS);
    }
    boolean othersMode = handedOver || now.mode() != source.mode(); // a new owner takes bits away
    if (othersMode && source.kind() != Node.Kind.LINK) {
      Files.setAttribute(target, "unix:mode", source.mode(), LinkOption.NOFOLLOW_LINKS);
    }
    extended(source, now);
    ChangeTime.set(target, source.modified());
  }

  /** Names what differs between an entry and its copy; empty when nothing does. */
  static List<String> differences(Node source, Node target) throws IOException {
    List<String> different = new ArrayList<>();
    if (source.kind() != target.kind()) {
      return List.of("kind");
    }
    if (source.uid() != target.uid() || source.gid() != target.gid()) {
      different.add("owner");
    }
    if (source.mode() != target.mode()) {
      different.add("mode");
    }
    if (!sameTime(source, target)) {
      different.add("time");
    }
    if (source.kind() == Node.Kind.FILE && source.size() != target.size()) {
      different.add("size");
    }
    if (source.kind() == Node.Kind.LINK
        && !Files.readSymbolicLink(source.path()).equals(Files.readSymbolicLink(target.path()))) {
      different.add("what it points to");
    }
    if (!read(source).equals(read(target))) {
      different.add("access control lists or extended attributes");
    }
    return different;
  }

  /** A link's time can be set to the microsecond only by an older Java. */
  private static boolean sameTime(Node source, Node target) {
    return source.kind() == Node.Kind.LINK
        ? source.modified().to(TimeUnit.MICROSECONDS) == target.modified().to(TimeUnit.MICROSECONDS)
        : source.modified().equals(target.modified());
  }

  /** A list of those who may read changes the mode of a file, but to what the source has. */
  private static void extended(Node source, Node copy) throws IOException {
    Path target = copy.path();
    SortedMap<String, ByteBuffer> wanted = read(source);
    SortedMap<String, ByteBuffer> there = read(copy);
    for (String name : there.keySet()) {
      if (!wanted.containsKey(name)) {
        remove(target, name);
      }
    }
    if (!there.keySet().equals(wanted.keySet()) && source.kind() != Node.Kind.LINK) {
      Files.setAttribute(target, "unix:mode", source.mode(), LinkOption.NOFOLLOW_LINKS);
    }
    for (Map.Entry<String, ByteBuffer> one : wanted.entrySet()) {
      if (!one.getValue().equals(there.get(one.getKey()))) {
        write(target, one.getKey(), one.getValue());
      }
    }
  }

  private static SortedMap<String, ByteBuffer> read(Node node) throws IOException {
    if (ExtendedAttributes.reachable()) {
      return ExtendedAttributes.read(node.path());
    }
    SortedMap<String, ByteBuffer> attributes = new TreeMap<>();
    UserDefinedFileAttributeView view = node.kind() == Node.Kind.LINK ? null : view(node.path());
    for (String name : names(view)) {
      if (view != null) {
        ByteBuffer value = ByteBuffer.allocate(view.size(name));
        view.read(name, value);
        attributes.put(name, value.flip());
      }
    }
    return attributes;
  }

  private static void write(Path target, String name, ByteBuffer value) throws IOException {
    UserDefinedFileAttributeView view = view(target);
    if (ExtendedAttributes.reachable()) {
      ExtendedAttributes.write(target, name, value);
    } else if (view == null) {
      throw new FileSystemException(
          target.toString(), null, "this file system keeps no extended attributes");
    } else {
      view.write(name, value.duplicate());
    }
  }

  private static void remove(Path target, String name) throws IOException {
    UserDefinedFileAttributeView view = view(target);
    if (ExtendedAttributes.reachable()) {
      ExtendedAttributes.remove(target, name);
    } else if (view != null) {
      view.delete(name);
    }
  }

  private static List<String> names(@Nullable UserDefinedFileAttributeView view)
      throws IOException {
    try {
      return view == null ? List.of() : view.list();
    } catch (FileSystemException e) {
      if (String.valueOf(e.getReason()).contains("not supported")) {
        return List.of();
      }
      throw e;
    }
  }

  private static @Nullable UserDefinedFileAttributeView view(Path path) {
    return Files.getFileAttributeView(
        path, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }
}
