package io.tripmill.jobs.local;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A proxy for HTTP before an S3 server that does to some requests what a network and a busy store do. Requests are passed on as they
 * are, host and all, so that their signatures hold; each has a connection of its own.
 */
final class FaultProxy implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length:\\s*(\\d+)");
    private static final int PIECE_BYTES = 8192;

    private final ServerSocket listening;
    private final URI server;
    private final Disturbance disturbance;
    private final Duration stall;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fault proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<Fault, Long> requests = new ConcurrentHashMap<>();

    /** Says what befalls a request. */
    @FunctionalInterface
    interface Disturbance {
        /**
         * What befalls the request.
         *
         * @param target path and query
         */
        Fault of(String method, String target);
    }

    private FaultProxy(ServerSocket listening, URI server, Disturbance disturbance, Duration stall) {
        this.listening = listening;
        this.server = server;
        this.disturbance = disturbance;
        this.stall = stall;
    }

    /**
     * Starts a proxy on a free port of the loopback address.
     *
     * @param stall how long a {@link Fault#STALL} lasts
     */
    static FaultProxy before(URI server, Duration stall, Disturbance disturbance) throws IOException {
        ServerSocket listening = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        FaultProxy proxy = new FaultProxy(listening, server, disturbance, stall);
        proxy.threads.execute(proxy::listen);
        return proxy;
    }

    String endpoint() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    /** How many requests this has befallen. */
    long requests(Fault fault) {
        return requests.getOrDefault(fault, 0L);
    }

    private void listen() {
        while (true) {
            try {
                Socket client = listening.accept();
                threads.execute(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            String head = head(in);
            String[] line = head.split(" ", 3);
            if (line.length < 3) {
                return;
            }
            Fault fault = disturbance.of(line[0], line[1]);
            requests.merge(fault, 1L, Long::sum);
            switch (fault) {
                case SLOW_DOWN -> refuse(client, in, head, "503 Slow Down", "SlowDown");
                case SERVER_ERROR -> refuse(client, in, head, "500 Internal Server Error", "InternalError");
                case ACCESS_DENIED -> refuse(client, in, head, "403 Forbidden", "AccessDenied");
                case RESET -> client.setSoLinger(true, 0);
                case SILENCE -> in.transferTo(OutputStream.nullOutputStream());
                case STALL -> {
                    Thread.sleep(stall.toMillis());
                    passOn(client, in, head, false);
                }
                case TRUNCATED -> passOn(client, in, head, true);
                case NONE -> passOn(client, in, head, false);
            }
        } catch (IOException gone) {
            // Either side may hang up at any time; whoever waits for an answer sees that too.
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static void refuse(Socket client, InputStream in, String head, String status, String code)
            throws IOException {
        if (!head.toLowerCase(Locale.ROOT).contains("100-continue")) {
            in.skipNBytes(length(head));
        }
        boolean hasBody = !head.startsWith("HEAD ");
        String body = "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>" + code
                + "</Message><RequestId>0</RequestId></Error>";
        String answer =
                "HTTP/1.1 " + status + "\r\nContent-Type: application/xml\r\nConnection: close\r\nContent-Length: "
                        + (hasBody ? body.length() : 0) + "\r\n\r\n" + (hasBody ? body : "");
        client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        client.shutdownOutput();
        in.transferTo(OutputStream.nullOutputStream());
    }

    private void passOn(Socket client, InputStream in, String head, boolean losesHalf) throws IOException {
        try (Socket upstream = new Socket(server.getHost(), server.getPort())) {
            String oneRequest = head.replaceAll("(?im)^connection:.*\r\n", "");
            oneRequest = oneRequest.substring(0, oneRequest.length() - 2) + "Connection: close\r\n\r\n";
            OutputStream out = upstream.getOutputStream();
            out.write(oneRequest.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            threads.execute(() -> pump(in, out));
            InputStream answer = new BufferedInputStream(upstream.getInputStream());
            OutputStream back = client.getOutputStream();
            String answerHead = head(answer);
            while (answerHead.startsWith("HTTP/1.1 100")) {
                back.write(answerHead.getBytes(StandardCharsets.ISO_8859_1));
                back.flush();
                answerHead = head(answer);
            }
            if (!losesHalf) {
                back.write(answerHead.getBytes(StandardCharsets.ISO_8859_1));
                copy(answer, back);
                return;
            }
            long half = head.startsWith("HEAD ") ? 0 : length(answerHead) / 2;
            if (half == 0) {
                answer.transferTo(OutputStream.nullOutputStream());
                client.setSoLinger(true, 0);
                return;
            }
            back.write(answerHead.getBytes(StandardCharsets.ISO_8859_1));
            back.write(answer.readNBytes(Math.toIntExact(half)));
            back.flush();
        }
    }

    private static void pump(InputStream from, OutputStream to) {
        try {
            copy(from, to);
        } catch (IOException gone) {
            // The other direction ends the exchange.
        }
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        for (int read = from.read(piece); read >= 0; read = from.read(piece)) {
            to.write(piece, 0, read);
            to.flush();
        }
    }

    /** Everything up to the empty line, and that line. */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int matched = 0;
        for (int next = in.read(); next >= 0 && matched < 4; ) {
            head.write(next);
            boolean fits = next == (matched % 2 == 0 ? '\r' : '\n');
            matched = fits ? matched + 1 : next == '\r' ? 1 : 0;
            if (matched < 4) {
                next = in.read();
            }
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static long length(String head) {
        Matcher length = LENGTH.matcher(head);
        return length.find() ? Long.parseLong(length.group(1)) : 0;
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new AssertionError("a listening socket can't be closed", e);
        }
        threads.shutdownNow();
    }
}
