package org.migrationauditor.verifier.disk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.verifier.container.MalformedContainerException;
import org.migrationauditor.verifier.container.Member;
import org.migrationauditor.verifier.container.TarFile;
import org.migrationauditor.verifier.container.ZipFile;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.InventorySource;

/**
 * What dcm4chee keeps inside of files: a series' instances in a {@code *.tar}, and in a {@code
 * *.zip} one record an instance, named by its SOP Instance UID, from which purged records can be
 * told. A member's key is that of the container, {@code !}, and its name; a container that cannot
 * be listed is an incomplete entry without a name. Containers in containers are files.
 */
final class Containers {
  private static final Pattern NAMED = Pattern.compile("(?i)(\\.(?:tar|zip))!");
  private static final Pattern UID = Pattern.compile("[0-9.]{1,64}");
  private static final int PREAMBLE = 128;
  private static final int PREFIX = 0x4449434D; // DICM

  private final Instances instances;
  private final FurtherDigests further;

  Containers(Instances instances, FurtherDigests further) {
    this.instances = instances;
    this.further = further;
  }

  /** A node whose key is none of a member's, even when somebody named it like one. */
  static TreeNode plain(TreeNode node) {
    return node.key().indexOf('!') < 0
        ? node
        : new TreeNode(
            NAMED.matcher(node.key()).replaceAll("$1\\\\x21"),
            node.path(),
            node.type(),
            node.attributes(),
            node.problem());
  }

  /** Lists the members of a file that is a container by its name; of any other, nothing. */
  void list(TreeNode file, InventorySource.Listing listing) throws InterruptedException {
    boolean tar = named(file, ".tar");
    if (!tar && !named(file, ".zip")) {
      return;
    }
    try (FileChannel container =
        FileChannel.open(file.path(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      if (dicom(container)) {
        return;
      }
      if (tar) {
        tar(file, container, listing);
      } else {
        metadata(file, container, listing);
      }
    } catch (ClosedByInterruptException e) {
      throw new InterruptedException();
    } catch (MalformedContainerException e) {
      listing.found(unlisted(file, String.valueOf(e.getMessage())));
    } catch (IOException e) {
      listing.found(unlisted(file, Problem.of(e)));
    }
  }

  private static boolean named(TreeNode file, String suffix) {
    String key = file.key();
    return key.regionMatches(true, key.length() - suffix.length(), suffix, 0, suffix.length());
  }

  private static boolean dicom(FileChannel file) throws IOException {
    ByteBuffer prefix = ByteBuffer.allocate(Integer.BYTES);
    return file.read(prefix, PREAMBLE) == Integer.BYTES && prefix.getInt(0) == PREFIX;
  }

  private void tar(TreeNode file, FileChannel container, InventorySource.Listing listing)
      throws IOException, InterruptedException {
    List<Member> members = TarFile.members(container);
    Map<String, String> sums = Sums.of(container, members);
    for (Member member : members) {
      TarMember content = new TarMember(instances, further, sums.getOrDefault(member.name(), ""));
      listing.found(new MemberEntry(file, member, key(file, member), content));
    }
  }

  private static void metadata(
      TreeNode file, FileChannel container, InventorySource.Listing listing)
      throws IOException, InterruptedException {
    List<Member> members = ZipFile.members(container);
    if (members.stream().allMatch(member -> UID.matcher(member.name()).matches())) {
      for (Member member : members) {
        listing.found(new MemberEntry(file, member, key(file, member), PurgedInstance::read));
      }
    }
  }

  private static String key(TreeNode file, Member member) {
    return file.key() + "!" + FileName.text(member.name().getBytes(ISO_8859_1));
  }

  private static MemberEntry unlisted(TreeNode file, String problem) {
    Member none = new Member("", 0, 0, 0, false);
    String key = file.key() + "!";
    return new MemberEntry(
        file,
        none,
        key,
        (entry, container, advanced) ->
            InventoryEntry.incomplete(key, EntryKind.UNKNOWN, 0, OwnerKey.UNASSIGNED, problem));
  }
}
