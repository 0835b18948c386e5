package io.tripmill.jobs.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** An S3 server in a process of its own, on the loopback address; its objects are gone when it is closed. */
final class ObjectStore implements AutoCloseable {
    private static final String KEY = "tripmill";
    private static final String SECRET = "a-secret-of-the-test";
    private static final long PATIENCE_MS = 60_000;

    private final Process server;
    private final URI endpoint;

    private ObjectStore(Process server, URI endpoint) {
        this.server = server;
        this.endpoint = endpoint;
    }

    /** Starts the server that the build put beside the job jar. */
    static ObjectStore start(Path folder) throws IOException, InterruptedException {
        int port = freePort();
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        Path settings = Files.writeString(folder.resolve("s3proxy.conf"), """
                s3proxy.endpoint=%s
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=transient-nio2
                jclouds.identity=unused
                jclouds.credential=unused
                """.formatted(endpoint, KEY, SECRET));
        Path quiet = Files.writeString(
                folder.resolve("logback.xml"), "<configuration><root level=\"OFF\"/></configuration>");
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx768m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogback.configurationFile=" + quiet,
                        "-cp",
                        System.getProperty("tripmill.s3proxy.jar"),
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("s3proxy.log").toFile())
                .start();
        awaitListening(server, port);
        return new ObjectStore(server, endpoint);
    }

    URI endpoint() {
        return endpoint;
    }

    /** What S3A has to know to reach it, as Spark's system properties. */
    Map<String, String> settings() {
        return Map.of(
                "spark.hadoop.fs.s3a.endpoint",
                endpoint.toString(),
                "spark.hadoop.fs.s3a.endpoint.region",
                "us-east-1",
                "spark.hadoop.fs.s3a.path.style.access",
                "true",
                "spark.hadoop.fs.s3a.access.key",
                KEY,
                "spark.hadoop.fs.s3a.secret.key",
                SECRET);
    }

    /** A client of the server that is not Hadoop's. */
    S3Client client() {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, SECRET)))
                .build();
    }

    void makeBuckets(List<String> names) {
        try (S3Client client = client()) {
            names.forEach(name -> client.createBucket(bucket -> bucket.bucket(name)));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitListening(Process server, int port) throws IOException, InterruptedException {
        long deadline = System.currentTimeMillis() + PATIENCE_MS;
        while (true) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                if (!server.isAlive() || System.currentTimeMillis() > deadline) {
                    server.destroyForcibly();
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }

    @Override
    public void close() {
        server.destroyForcibly();
    }
}
