package org.migrationauditor.verifier.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * JPEG 2000 is decoded to the samples that OpenJPEG 2.5.0 compressed, or refused. Its {@code
 * opj_compress} made the files of a {@link Picture}, of which their names tell components and
 * precision, with the options that stand beside them.
 */
final class Jpeg2000Test {
  private static final Picture GREY = picture("1-12");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain-1-12", // -n 5, as all below that do not say otherwise
        "plain-1-16",
        "plain-3-8",
        "plain-3-16", // -mct 0
        "one-resolution-1-8", // -n 1
        "bypass-1-16", // -M 1
        "reset-causal-1-8", // -M 10
        "terminated-1-12", // -M 20
        "bypass-terminated-1-16", // -M 5
        "segmentation-1-8", // -M 32
        "everything-3-8", // -M 63 -p RLCP -c [32,32],[16,16] -SOP -EPH
        "rpcl-3-8", // -p RPCL -c [16,16],[8,8] -b 4,4 -n 3
        "pcrl-tiles-3-8", // -p PCRL -c [32,16],[16,16] -t 20,20 -n 3
        "cprl-1-12", // -p CPRL -c [8,16],[8,8] -n 4 -b 4,8
        "offset-tiles-1-8", // -d 13,7 -t 17,16 -n 3
        "layers-1-12", // -r 10,5,1
        "layers-parts-3-8", // -r 20,1 -p RLCP -TP R -PLT -TLM
        "guard-1-8" // -GuardBits 4
      })
  void everyWayToCompressWithoutLossIsDecoded(String name) throws Exception {
    Picture picture = picture(name.replaceFirst("^[a-z-]*-(?=\\d)", ""));

    assertThat(picture.decoded(Compression.JPEG_2000, CodeStreams.jpeg2000(name)).samples())
        .isEqualTo(picture.samples());
  }

  @Test
  void whatIsNotReversibleIsRefused() {
    assertThatThrownBy(
            () ->
                picture("1-8")
                    .decoded(Compression.JPEG_2000, CodeStreams.jpeg2000("irreversible-1-8")))
        .isInstanceOf(JpegException.class)
        .hasMessage("is not reversible");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain-1-12", "layers-1-12", "terminated-1-12"})
  void aStreamThatEndsAnywhereIsRefused(String name) {
    byte[] stream = CodeStreams.jpeg2000(name);
    for (int length = 0; length < stream.length; length++) {
      assertRefused(Arrays.copyOf(stream, length));
    }
  }

  @Test
  void anotherSizePrecisionSignOrNumberOfComponentsIsRefused() {
    byte[] stream = CodeStreams.jpeg2000("plain-1-12");

    for (Shape other :
        new Shape[] {
          new Shape(52, 31, 1, 12, 16, false),
          new Shape(53, 32, 1, 12, 16, false),
          new Shape(53, 31, 3, 12, 16, false),
          new Shape(53, 31, 1, 13, 16, false),
          new Shape(53, 31, 1, 12, 16, true)
        }) {
      assertThatThrownBy(
              () -> Compression.JPEG_2000.decode(stream, stream.length, other, (row, bits) -> {}))
          .isInstanceOf(JpegException.class);
    }
  }

  @Test
  void oneByteOrZerosMayFollowAndNothingElse() throws Exception {
    byte[] stream = CodeStreams.jpeg2000("plain-1-12");
    byte[] longer = Arrays.copyOf(stream, stream.length + 1);
    longer[stream.length] = 44;

    assertThat(GREY.decoded(Compression.JPEG_2000, longer).samples()).isEqualTo(GREY.samples());
    assertRefused(Arrays.copyOf(longer, longer.length + 1));
  }

  /** Right at the end of the reference grid a code-block reaches beyond it. */
  @Test
  void anImageAtTheFarEndOfItsGridIsDecoded() throws Exception {
    Picture picture = picture("1-8");
    ByteBuffer stream = ByteBuffer.wrap(CodeStreams.jpeg2000("one-resolution-1-8"));
    for (int edge = 8; edge < 40; edge += 4) {
      if (edge < 24 || edge >= 32) { // image and tile, not how large a tile is
        stream.putInt(edge, stream.getInt(edge) + Integer.MAX_VALUE - 63);
      }
    }

    assertThat(picture.decoded(Compression.JPEG_2000, stream.array()).samples())
        .isEqualTo(picture.samples());
  }

  /** Each layer costs a byte and looks at every code-block. */
  @Test
  void layersOfNothingForManyCodeBlocksAreRefused() throws Exception {
    Picture flat = Picture.flat(1024, 1024, 8);

    assertThat(flat.decoded(Compression.JPEG_2000, layersOfNothing(20)).samples())
        .isEqualTo(flat.samples());
    assertThatThrownBy(() -> flat.decoded(Compression.JPEG_2000, layersOfNothing(1000)))
        .isInstanceOf(JpegException.class)
        .hasMessage("has too many layers of too little");
  }

  private static byte[] layersOfNothing(int layers) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        bytes(
            ("ff4f ff51 0029 0000 00000400 00000400 00000000 00000000"
                    + "00000400 00000400 00000000 00000000 0001 07 01 01"
                    + "ff52 000c 00 00 %04x 00 00 00 00 00 01 ff5c 0004 40 40"
                    + "ff90 000a 0000 00000000 00 01 ff93")
                .formatted(layers)));
    for (int i = 0; i < layers; i++) {
      out.write(0x80); // a packet in which no code-block is before the next layer
    }
    out.writeBytes(bytes("ffd9"));
    return out.toByteArray();
  }

  /** Decoders differ in which of two contradictory segments they believe. */
  @Test
  void whatATileSaysOfAComponentComesBehindWhatItSaysOfAll() throws Exception {
    String all = "ff52 000c 00 00 0001 00 00 04 04 00 01";
    String one = "ff53 0009 00 00 00 04 04 00 01";
    Picture picture = picture("1-8");

    assertThat(picture.decoded(Compression.JPEG_2000, withTileHeader(all + one)).samples())
        .isEqualTo(picture.samples());
    assertThat(
            picture
                .decoded(Compression.JPEG_2000, withTileHeader(all + one + "ff5c 0004 40 40"))
                .samples())
        .isEqualTo(picture.samples());
    for (String header : new String[] {one + all, "ff5d 0005 00 40 40 ff5c 0004 40 40"}) {
      assertThatThrownBy(() -> picture.decoded(Compression.JPEG_2000, withTileHeader(header)))
          .as(header)
          .isInstanceOf(JpegException.class);
    }
  }

  private static byte[] withTileHeader(String header) {
    byte[] stream = CodeStreams.jpeg2000("one-resolution-1-8");
    byte[] more = bytes(header);
    int at = 0x74; // of the marker behind the header
    ByteBuffer longer = ByteBuffer.allocate(stream.length + more.length);
    longer.put(stream, 0, at).put(more).put(stream, at, stream.length - at);
    return longer.putInt(0x6E, longer.getInt(0x6E) + more.length).array();
  }

  @Test
  void onlyTheFirstPartOfATileSaysHowItIsCoded() throws Exception {
    Picture picture = picture("1-8");

    assertThat(picture.decoded(Compression.JPEG_2000, withPart("")).samples())
        .isEqualTo(picture.samples());
    byte[] other = withPart("ff52 000c 00 00 0001 00 00 04 04 00 01");
    assertThatThrownBy(() -> picture.decoded(Compression.JPEG_2000, other))
        .isInstanceOf(JpegException.class);
  }

  /** With one more tile-part, of no packets. */
  private static byte[] withPart(String header) {
    byte[] stream = CodeStreams.jpeg2000("one-resolution-1-8");
    byte[] more = bytes(header);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(stream, 0, stream.length - 2);
    out.writeBytes(bytes("ff90 000a 0000 %08x 01 02".formatted(14 + more.length)));
    out.writeBytes(more);
    out.writeBytes(bytes("ff93 ffd9"));
    return out.toByteArray();
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static Picture picture(String componentsAndPrecision) {
    String[] words = componentsAndPrecision.split("-", -1);
    return Picture.of(53, 31, Integer.parseInt(words[0]), Integer.parseInt(words[1]));
  }

  private static void assertRefused(byte[] stream) {
    assertThatThrownBy(() -> GREY.decoded(Compression.JPEG_2000, stream))
        .isInstanceOf(JpegException.class);
  }
}
