package io.tripmill.testkit.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * AWS on loopback. While it is open, the SDK's own system properties send every client of this JVM to it; it knows what we know of Glue
 * and S3 and no more.
 */
public final class AwsStandIn implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String METADATA = "x-amz-meta-";

    private final GlueService glue = new GlueService();
    private final S3Service s3 = new S3Service();
    private final HttpServer server;
    private final Map<String, @Nullable String> replaced = new HashMap<>();

    private AwsStandIn(HttpServer server) {
        this.server = server;
    }

    /** Opens it, and sends the SDK there. */
    public static AwsStandIn open() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AwsStandIn aws = new AwsStandIn(server);
        server.createContext("/", aws::handle);
        server.start();
        String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
        aws.set("aws.endpointUrlGlue", endpoint);
        aws.set("aws.endpointUrlS3", endpoint);
        aws.set("aws.region", "eu-central-1");
        aws.set("aws.accessKeyId", "stand-in");
        aws.set("aws.secretAccessKey", "stand-in");
        return aws;
    }

    public GlueService glue() {
        return glue;
    }

    public S3Service s3() {
        return s3;
    }

    @Override
    public void close() {
        server.stop(0);
        replaced.forEach((name, before) -> {
            if (before == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, before);
            }
        });
    }

    private void set(String name, String value) {
        replaced.put(name, System.setProperty(name, value));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = body(exchange);
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            if (target == null) {
                answerAsS3(exchange, body);
            } else {
                answerAsGlue(exchange, target.substring("AWSGlue.".length()), body);
            }
        }
    }

    private void answerAsGlue(HttpExchange exchange, String action, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        try {
            respond(exchange, 200, glue.answer(action, JSON.readTree(body)).toString());
        } catch (Refusal refusal) {
            respond(
                    exchange,
                    refusal.status(),
                    JSON.createObjectNode()
                            .put("__type", refusal.code())
                            .put("message", refusal.getMessage())
                            .toString());
        }
    }

    private void answerAsS3(HttpExchange exchange, byte[] body) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(1);
        int slash = path.indexOf('/');
        String bucket = slash < 0 ? path : path.substring(0, slash);
        String key = slash < 0 ? "" : path.substring(slash + 1);
        try {
            switch (exchange.getRequestMethod()) {
                case "PUT" -> {
                    s3.put(bucket, key, new S3Service.StoredObject(new String(body, UTF_8), metadata(exchange)));
                    respond(exchange, 200, "");
                }
                case "HEAD" -> {
                    if (key.isEmpty()) {
                        s3.expect(bucket);
                        respond(exchange, 200, "");
                    } else {
                        answerHead(exchange, s3.find(bucket, key));
                    }
                }
                default -> throw new Refusal(405, "MethodNotAllowed", "Only PUT and HEAD are known here.");
            }
        } catch (Refusal refusal) {
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
            respond(
                    exchange,
                    refusal.status(),
                    "<Error><Code>" + refusal.code() + "</Code><Message>" + refusal.getMessage()
                            + "</Message></Error>");
        }
    }

    private static void answerHead(HttpExchange exchange, Optional<S3Service.StoredObject> object) throws IOException {
        object.ifPresent(found -> found.metadata()
                .forEach((name, value) -> exchange.getResponseHeaders().set(METADATA + name, value)));
        respond(exchange, object.isPresent() ? 200 : 404, "");
    }

    private static Map<String, String> metadata(HttpExchange exchange) {
        Map<String, String> metadata = new HashMap<>();
        exchange.getRequestHeaders().forEach((header, values) -> {
            String name = header.toLowerCase(Locale.ROOT);
            if (name.startsWith(METADATA)) {
                metadata.put(name.substring(METADATA.length()), values.get(0));
            }
        });
        return metadata;
    }

    /** The body; without the signed frames around its pieces, if it comes in such. */
    private static byte[] body(HttpExchange exchange) throws IOException {
        InputStream in = exchange.getRequestBody();
        if (exchange.getRequestHeaders().getFirst("x-amz-decoded-content-length") == null) {
            return in.readAllBytes();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int length = frameLength(in); length > 0; length = frameLength(in)) {
            body.write(in.readNBytes(length));
            line(in);
        }
        in.readAllBytes();
        return body.toByteArray();
    }

    private static int frameLength(InputStream in) throws IOException {
        return Integer.parseInt(line(in).replaceFirst(";.*", ""), 16);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(UTF_8);
    }

    private static void respond(HttpExchange exchange, int status, String text) throws IOException {
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        byte[] bytes = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, isHead || bytes.length == 0 ? -1 : bytes.length);
        if (!isHead && bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
