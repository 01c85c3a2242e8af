package org.migrationauditor.verifier.s3;

import io.minio.errors.ErrorResponseException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Something was not answered. The message is one clause of our own words: what the library or the
 * server said may hold keys of objects, and more.
 */
final class S3Failure extends Exception {
  private static final long serialVersionUID = 1L;
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]{1,64}");
  private static final int DEPTH_MAX = 8;

  private final Kind kind;

  enum Kind {
    /** The server does not have it. */
    GONE,
    /** The server does not do it at all. */
    NOT_IMPLEMENTED,
    /** The connection or the server failed, and did so again when asked again. */
    BROKEN,
    /** Anything else. */
    OTHER
  }

  private S3Failure(Kind kind, String clause) {
    super(clause);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  /** The object is another than the one that was listed. */
  static S3Failure changed() {
    return new S3Failure(Kind.GONE, "changed after it was listed");
  }

  /** Clause for what happened. */
  String clause() {
    return String.valueOf(getMessage());
  }

  /**
   * What happened.
   *
   * @throws InterruptedException if it was an interruption
   */
  static S3Failure of(Throwable thrown) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < DEPTH_MAX; depth++) {
      if (cause instanceof InterruptedException || interrupted(cause)) {
        throw new InterruptedException();
      }
      if (cause instanceof ErrorResponseException answer) {
        return answered(answer.errorResponse().code(), answer.response().code());
      }
      if (cause instanceof IOException e) {
        return new S3Failure(Kind.BROKEN, broken(e));
      }
      if (cause instanceof IllegalArgumentException) {
        return new S3Failure(
            Kind.OTHER, "has a name that the S3 library does not ask for, such as one with '..'");
      }
      cause = cause.getCause();
    }
    return new S3Failure(Kind.OTHER, "the answer is none of an S3 server");
  }

  private static boolean interrupted(Throwable cause) {
    return cause instanceof InterruptedIOException && !(cause instanceof SocketTimeoutException);
  }

  private static S3Failure answered(String code, int status) {
    return switch (code) {
      case "NoSuchKey", "NoSuchVersion", "MethodNotAllowed" ->
          new S3Failure(Kind.GONE, "vanished after it was listed");
      case "NoSuchBucket" -> new S3Failure(Kind.GONE, "there is no such bucket");
      case "AccessDenied" -> new S3Failure(Kind.OTHER, "access denied");
      case "InvalidAccessKeyId", "SignatureDoesNotMatch" ->
          new S3Failure(Kind.OTHER, "the server refuses the key pair");
      case "RequestTimeTooSkewed" ->
          new S3Failure(Kind.OTHER, "this machine's clock and the server's differ too much");
      case "NotImplemented" -> new S3Failure(Kind.NOT_IMPLEMENTED, "the server does not do that");
      default ->
          new S3Failure(
              status >= 500 ? Kind.BROKEN : Kind.OTHER,
              "the server answered %d %s"
                  .formatted(status, CODE.matcher(code).matches() ? code : "without a known code"));
    };
  }

  private static String broken(IOException e) {
    return switch (e) {
      case UnknownHostException unknown -> "the server's name is not known";
      case ConnectException refused -> "nothing answers at that address";
      case SocketTimeoutException late -> "the server fell silent";
      case SSLException tls -> "the server's certificate or encryption is not accepted";
      default -> "the connection broke";
    };
  }
}
