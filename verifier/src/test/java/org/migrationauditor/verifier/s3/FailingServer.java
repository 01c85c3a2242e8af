package org.migrationauditor.verifier.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.migrationauditor.verifier.archive.Access;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.inventory.InventorySource;

/**
 * Answers as an S3 server does when it is broken, hostile or of another make. One bucket, "bbb".
 */
final class FailingServer implements AutoCloseable {
  private final HttpServer server;
  private final Answers answers;
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  /** What is answered where nothing else is said. */
  interface Answers {
    /** A page of the listing, from a token that is empty at first. */
    Reply page(String token);

    /** An object. */
    default Reply object(String path) {
      return Reply.error(404, "NoSuchKey");
    }

    /** Tags of an object. */
    default Reply tags() {
      return Reply.xml("<Tagging><TagSet></TagSet></Tagging>");
    }
  }

  /**
   * An answer.
   *
   * @param missing bytes of the body that are announced and never sent, count
   */
  record Reply(int status, Map<String, String> headers, String body, int missing) {
    static Reply xml(String body) {
      return new Reply(200, Map.of("Content-Type", "application/xml"), body, 0);
    }

    static Reply error(int status, String code) {
      Reply error = xml("<Error><Code>%s</Code><Message>secret</Message></Error>".formatted(code));
      return new Reply(status, error.headers(), error.body(), 0);
    }

    static Reply object(String body, Map<String, String> headers) {
      return new Reply(200, headers, body, 0);
    }
  }

  FailingServer(Answers answers) throws IOException {
    this.answers = answers;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  /** A page that lists keys of objects of one size and ETag. */
  static Reply page(List<String> keys, int bytes, String etag, String nextToken) {
    return Reply.xml(
        keys.stream()
            .map(
                key ->
                    """
                    <Contents><Key>%s</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified>\
                    <ETag>"%s"</ETag><Size>%d</Size></Contents>"""
                        .formatted(URLEncoder.encode(key, StandardCharsets.UTF_8), etag, bytes))
            .collect(
                Collectors.joining(
                    "",
                    """
                    <ListBucketResult><Name>bbb</Name><Prefix></Prefix><KeyCount>1</KeyCount><MaxKeys>1000</MaxKeys>\
                    <EncodingType>url</EncodingType>\
                    <IsTruncated>%s</IsTruncated><NextContinuationToken>%s</NextContinuationToken>"""
                        .formatted(!nextToken.isEmpty(), nextToken),
                    "</ListBucketResult>")));
  }

  InventorySource source(String rest) {
    return new S3Scheme()
        .open(
            "http://127.0.0.1:" + server.getAddress().getPort() + rest,
            new Access(Path.of("none"), new PseudonymKey(new byte[32]), S3Server.SECRETS));
  }

  /** Requests so far, as {@code GET /path}. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath());
    try (exchange) {
      send(exchange, reply(path, String.valueOf(exchange.getRequestURI().getRawQuery())));
    } catch (IOException e) { // a client that goes away, or a body that is cut short on purpose
      throw new UncheckedIOException(e);
    }
  }

  private Reply reply(String path, String query) {
    if (query.contains("location")) {
      return Reply.xml("<LocationConstraint></LocationConstraint>");
    }
    if (query.contains("versioning")) {
      return Reply.error(501, "NotImplemented");
    }
    if (query.contains("list-type")) {
      return answers.page(
          Stream.of(query.split("&"))
              .filter(part -> part.startsWith("continuation-token="))
              .map(part -> part.substring("continuation-token=".length()))
              .findFirst()
              .orElse(""));
    }
    if (path.equals("/")) {
      return Reply.xml(
          """
          <ListAllMyBucketsResult><Owner><ID>1</ID></Owner><Buckets><Bucket><Name>bbb</Name>\
          <CreationDate>2026-01-01T00:00:00.000Z</CreationDate></Bucket></Buckets>\
          </ListAllMyBucketsResult>""");
    }
    return query.contains("tagging") ? answers.tags() : answers.object(path);
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    int length = body.length + reply.missing();
    exchange.sendResponseHeaders(reply.status(), head || length == 0 ? -1 : length);
    if (!head) {
      exchange.getResponseBody().write(body);
      exchange.getResponseBody().flush();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
