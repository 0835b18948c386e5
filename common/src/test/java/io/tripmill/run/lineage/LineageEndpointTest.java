package io.tripmill.run.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LineageEndpointTest {
    private final List<String> taken = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private int status = 201;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/lineage", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            taken.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private static LineageEndpoint endpoint(int port, Optional<String> key) {
        return new LineageEndpoint(
                URI.create("http://localhost:" + port + "/api/v1/lineage"), key, Duration.ofSeconds(2));
    }

    @Test
    void anEventIsPostedWithTheKey() {
        assertThat(endpoint(server.getAddress().getPort(), Optional.of("k-1")).send("{\"a\":\"é\"}"))
                .isEmpty();
        assertThat(taken).containsExactly("POST application/json Bearer k-1 {\"a\":\"é\"}");
    }

    @Test
    void aRefusalIsToldWithoutTheKey() {
        status = 403;
        int port = server.getAddress().getPort();
        assertThat(endpoint(port, Optional.of("k-1")).send("{}"))
                .hasValue("the lineage endpoint http://localhost:" + port
                        + "/api/v1/lineage did not take an event: it answered with status 403");
    }

    @Test
    void nobodyThereIsTold() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThat(endpoint(port, Optional.empty()).send("{}").orElseThrow()).contains("ConnectException");
    }

    @Test
    void anEndpointThatNeverAnswersIsNotWaitedFor() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(endpoint(silent.getLocalPort(), Optional.empty())
                            .send("{}")
                            .orElseThrow())
                    .contains("HttpTimeoutException");
        }
    }
}
