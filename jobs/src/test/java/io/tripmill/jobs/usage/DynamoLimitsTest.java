package io.tripmill.jobs.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tripmill.job.ErrorCode;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.run.RunReport;
import io.tripmill.testkit.SparkTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The gateway's limits in a real DynamoDB: the window slides, and what is older never takes the place of what is newer. */
@SparkTest
@Tag("full")
class DynamoLimitsTest {
    private static final String KEY = "live_0123456789abcdefWXYZ";
    private static final Map<String, String> SETTINGS = new HashMap<>();

    private static @Nullable DynamoServer server;
    private static @Nullable DynamoDbClient client;

    private final EmbeddedLake lake;

    DynamoLimitsTest(SparkSession spark, @TempDir Path folder) {
        lake = new EmbeddedLake(spark, folder);
    }

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Optional<Path> jars = DynamoServer.fetched();
        assumeTrue(
                jars.isPresent(),
                "no local DynamoDB here: fetch it with mvn -f jobs/dynamodb-local/pom.xml package to try limits for real");
        DynamoServer started = DynamoServer.start(jars.orElseThrow(), folder);
        server = started;
        set("aws.endpointUrlDynamoDb", started.endpoint().toString());
        set("aws.region", "eu-central-1");
        set("aws.accessKeyId", "local");
        set("aws.secretAccessKey", "local");
        client = DynamoDbClient.builder()
                .endpointOverride(started.endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }

    @AfterAll
    static void stop() {
        if (client != null) {
            client.close();
        }
        if (server != null) {
            server.close();
        }
        SETTINGS.forEach(System::setProperty);
        List.of("aws.endpointUrlDynamoDb", "aws.region", "aws.accessKeyId", "aws.secretAccessKey").stream()
                .filter(name -> !SETTINGS.containsKey(name))
                .forEach(System::clearProperty);
    }

    @BeforeEach
    void makeLakeAndTable() {
        lake.make(ZoneId.of("UTC"), LocalTime.MIDNIGHT);
        if (running().listTables().tableNames().contains("limits")) {
            running().deleteTable(table -> table.tableName("limits"));
        }
        running().createTable(table -> table.tableName("limits")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("key_id"), text("product"))
                .keySchema(part("key_id", KeyType.HASH), part("product", KeyType.RANGE)));
    }

    @Test
    void theWindowSlidesAndNothingOlderTakesThePlaceOfWhatIsNewer() {
        Path log = lake.land("a.csv", """
                api_key,path,status,time
                live_0123456789abcdefWXYZ,/v1/trips,200,2026-01-30T12:00:00Z
                live_0123456789abcdefWXYZ,/v1/trips,200,2026-02-10T12:00:00Z
                live_0123456789abcdefWXYZ,/v1/trips,500,2026-02-10T13:00:00Z
                live_0123456789abcdefWXYZ,/v1/trips,404,2026-03-01T12:00:00Z
                live_0123456789abcdefWXYZ,/v1/trips,200,2026-03-01T12:00:01Z
                """);

        // The call of 30 January is exactly 30 days old, so it does not count any more; the last one is in the future.
        RunReport first = rollup(log, "2026-03-01T12:00:00Z");
        assertThat(first.notes()).containsEntry("items_put", "1").containsEntry("items_older", "0");
        assertThat(item()).containsEntry("billable_calls", AttributeValue.fromN("2"));
        assertThat(item()).containsEntry("key_end", AttributeValue.fromS("WXYZ"));
        assertThat(item()).containsEntry("expires_at_s", AttributeValue.fromN("1774958400"));
        assertThat(item().toString()).doesNotContain(KEY);

        RunReport older = rollup(log, "2026-02-20T12:00:00Z");
        assertThat(older.notes()).containsEntry("items_put", "0").containsEntry("items_older", "1");
        assertThat(item()).containsEntry("billable_calls", AttributeValue.fromN("2"));

        rollup(log, "2026-03-01T12:00:00Z");
        assertThat(item()).containsEntry("billable_calls", AttributeValue.fromN("2"));

        Path late = lake.land("late.csv", """
                api_key,path,status,time
                live_0123456789abcdefWXYZ,/v1/trips,200,2026-02-11T12:00:00Z
                """);
        rollup(late, "2026-03-01T12:00:00Z");
        assertThat(item()).containsEntry("billable_calls", AttributeValue.fromN("3"));

        // All calls are older than the window, and the gateway must learn of it.
        rollup(late, "2026-04-15T00:00:00Z");
        assertThat(item()).containsEntry("billable_calls", AttributeValue.fromN("0"));
    }

    @Test
    void aTableThatIsNotThereIsToldAndTheCallsStayUnknown() {
        Path log = lake.land("a.csv", "api_key,path,status,time\n" + KEY + ",/v1/trips,200,2026-02-10T12:00:00Z\n");

        assertThatThrownBy(() -> lake.run(
                        JobCatalog.named("rollup-usage"),
                        "--logs",
                        log.toString(),
                        "--log-format",
                        "csv",
                        "--as-of",
                        "2026-03-01T12:00:00Z",
                        "--limits-table",
                        "nowhere"))
                .isInstanceOfSatisfying(
                        RunFailure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.DELIVERY))
                .hasMessageContaining(
                        "DynamoDB did not take the items of 'nowhere': AWS answered ResourceNotFoundException");

        assertThat(rollup(log, "2026-03-01T12:00:00Z").rows().written()).isEqualTo(1);
    }

    private RunReport rollup(Path log, String asOf) {
        return lake.run(
                JobCatalog.named("rollup-usage"),
                "--logs",
                log.toString(),
                "--log-format",
                "csv",
                "--as-of",
                asOf,
                "--limits-table",
                "limits");
    }

    private static Map<String, AttributeValue> item() {
        return running()
                .getItem(get -> get.tableName("limits")
                        .consistentRead(true)
                        .key(Map.of(
                                "key_id", AttributeValue.fromS(new ApiKey(KEY).id()),
                                "product", AttributeValue.fromS("trips"))))
                .item();
    }

    private static DynamoDbClient running() {
        if (client == null) {
            throw new IllegalStateException("no server was started");
        }
        return client;
    }

    private static void set(String name, String value) {
        String before = System.setProperty(name, value);
        if (before != null) {
            SETTINGS.put(name, before);
        }
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement part(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
