package io.tripmill.jobs.usage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** AWS's local DynamoDB in a process of its own: its libraries clash with those of Spark. */
final class DynamoServer implements AutoCloseable {
    private static final Path JARS = Path.of("dynamodb-local/target/jars");
    private static final String NATIVE = "libsqlite4java-linux-amd64";
    private static final long PATIENCE_MS = 60_000;

    private final Process process;
    private final int port;

    private DynamoServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Its libraries; empty if they were not fetched. */
    static Optional<Path> fetched() {
        return Optional.of(JARS.toAbsolutePath()).filter(Files::isDirectory);
    }

    /** @param folder for its native library and its log */
    static DynamoServer start(Path jars, Path folder) throws IOException {
        try (Stream<Path> files = Files.list(jars)) {
            Path library = files.filter(file -> file.getFileName().toString().startsWith(NATIVE))
                    .findFirst()
                    .orElseThrow();
            Files.copy(library, folder.resolve(NATIVE + ".so"), StandardCopyOption.REPLACE_EXISTING);
        }
        int port = freePort();
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dsqlite4java.library.path=" + folder,
                        "-cp",
                        jars + "/*",
                        "com.amazonaws.services.dynamodbv2.local.main.ServerRunner",
                        "-inMemory",
                        "-sharedDb",
                        "-disableTelemetry",
                        "-port",
                        Integer.toString(port)))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("dynamodb.log").toFile())
                .start();
        awaitListening(process, port);
        return new DynamoServer(process, port);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitListening(Process server, int port) throws IOException {
        long deadline = System.nanoTime() + PATIENCE_MS * 1_000_000;
        while (true) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                if (!server.isAlive() || System.nanoTime() > deadline) {
                    server.destroyForcibly();
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server was not awaited");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
