package io.tripmill.jobs.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.run.SparkSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.statistics.IOStatisticsSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Landing, lake and control on a real S3 server, by {@code s3://} URIs. */
class ObjectStoreIT {
    private static final String CITY = "s3://tripmill-landing/Städte am Fluss 駅";
    private static final String LAKE = "s3://tripmill-lake/ein See";
    private static final String MOVED_PINGS = "s3://tripmill-other/aside/Pings 位置";
    /** Tables without the columns that tell where a file lies and when it was stored. */
    private static final List<String> DERIVED =
            List.of("sessions", "stays", "trips", "hourly_trips", "daily_trips", "od_flows", "daily_od_flows");

    private static final String[] GENERATE = {
        "generate", "--vehicles=8", "--days=2", "--seed=11", "--start-date=2020-10-24"
    };
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static ObjectStore store;
    private static FaultProxy forbids;
    private static FaultProxy isSilent;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        store = ObjectStore.start(folder);
        store.makeBuckets(
                List.of("tripmill-landing", "tripmill-lake", "tripmill-other", "tripmill-locked", "tripmill-readonly"));
        store.settings().forEach(System::setProperty);
        // The least that S3 allows, so that files of this size are seen in parts.
        System.setProperty("spark.hadoop.fs.s3a.multipart.size", "5M");
        System.setProperty("spark.hadoop.fs.s3a.multipart.threshold", "5M");
        System.setProperty("spark.hadoop.fs.s3a.bucket.tripmill-locked.secret.key", "not the secret");
        System.setProperty("spark.hadoop.fs.s3a.bucket.tripmill-away.endpoint", "http://127.0.0.1:1");
        forbids = FaultProxy.before(
                store.endpoint(),
                Duration.ZERO,
                (method, target) -> method.equals("GET") || method.equals("HEAD") ? Fault.NONE : Fault.ACCESS_DENIED);
        System.setProperty("spark.hadoop.fs.s3a.bucket.tripmill-readonly.endpoint", forbids.endpoint());
        isSilent = FaultProxy.before(store.endpoint(), Duration.ZERO, (method, target) -> Fault.SILENCE);
        System.setProperty("spark.hadoop.fs.s3a.bucket.tripmill-silent.endpoint", isSilent.endpoint());
        // With the launcher's own numbers it is given up after a little more than three minutes.
        System.setProperty("spark.hadoop.fs.s3a.bucket.tripmill-silent.retry.limit", "1");
        System.setProperty("spark.hadoop.fs.s3a.bucket.tripmill-silent.attempts.maximum", "1");
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable server : new AutoCloseable[] {forbids, isSilent, store}) {
            if (server != null) {
                server.close();
            }
        }
    }

    @Test
    void everyTableIsAsOnFiles(@TempDir Path folder) throws IOException {
        put("tripmill-other", "layout ü.json", "{\"tables\": {\"pings\": \"" + MOVED_PINGS + "\"}}");
        put("tripmill-other", "rules.dqdl", "Rules = [ RowCount > 0, IsComplete \"trip_id\", IsUnique \"trip_id\" ]");
        generate(CITY);
        String[] onObjects = {"--lake=" + LAKE, "--layout=s3://tripmill-other/layout ü.json"};
        pipeline(CITY, onObjects);
        String checked = run("check-quality", onObjects, "--table=trips", "--ruleset=s3://tripmill-other/rules.dqdl");

        Path files = folder.resolve("city");
        generate(files.toString());
        dateAllNow(files);
        String[] onFiles = {"--lake=" + folder.resolve("lake")};
        pipeline(files.toString(), onFiles);

        assertThat(checked).isEmpty();
        for (String table : DERIVED) {
            String shown = show(table, onObjects);
            assertThat(shown.lines().count()).as("lines of %s", table).isGreaterThan(5);
            assertThat(shown).as(table).isEqualTo(show(table, onFiles));
        }
        assertThat(keys("tripmill-other", "aside/Pings 位置/_delta_log/")).isNotEmpty();
        assertThat(keys("tripmill-lake", "ein See/silver/pings/")).isEmpty();
        assertThat(keys("tripmill-lake", "ein See/control/runs/")).hasSize(4);
        assertThat(show("rule_outcomes", onObjects).lines()).hasSize(1 + 3);
        // A rename on an object store copies every byte. Rows and commits are written where they stay; what is renamed
        // are the
        // few kilobytes of checksums that Delta writes beside each commit.
        long checksums = keys("tripmill-lake", "").stream()
                .filter(key -> key.endsWith(".crc"))
                .count();
        assertThat(counter("tripmill-lake", "op_rename")).isEqualTo(checksums);
        assertThat(counter("tripmill-lake", "object_copy_requests")).isEqualTo(checksums);
    }

    @Test
    void aListingOfMoreThanOnePageIsReadToItsEnd() {
        int files = 1_050;
        try (S3Client client = store.client()) {
            IntStream.range(0, files).parallel().forEach(i -> {
                String line = String.format(
                        Locale.ROOT,
                        "{\"provider_id\":\"p\",\"device_id\":\"d%04d\",\"timestamp\":1600000000,\"lat\":1.5,\"lng\":2.5}%n",
                        i);
                client.putObject(
                        object -> object.bucket("tripmill-landing").key("many files/%04d.json".formatted(i)),
                        RequestBody.fromString(line));
            });
        }
        String[] lake = {"--lake=s3://tripmill-lake/many"};
        run("ingest-pings", lake, "--landing=s3://tripmill-landing/many files", "--format=json");
        assertThat(show("pings", lake).lines()).hasSize(1 + files);
        // Consumed files are known again by their names and times.
        run("ingest-pings", lake, "--landing=s3://tripmill-landing/many files", "--format=json");
        assertThat(show("pings", lake).lines()).hasSize(1 + files);
    }

    @Test
    void aLargeFileIsStoredInParts() throws IOException {
        int rows = 1_050_000;
        StringBuilder csv = new StringBuilder("provider_id,device_id,timestamp,lat,lng,speed,altitude\n");
        Random random = new Random(3);
        for (int i = 0; i < rows; i++) {
            csv.append("p,d")
                    .append(i % 7)
                    .append(',')
                    .append(1_500_000_000_000L + i)
                    .append(',');
            csv.append(random.nextDouble() * 80)
                    .append(',')
                    .append(random.nextDouble() * 170)
                    .append(',')
                    .append(random.nextDouble())
                    .append(',')
                    .append(random.nextDouble())
                    .append('\n');
        }
        put("tripmill-landing", "large.csv", csv.toString());
        String[] lake = {"--lake=s3://tripmill-lake/large"};
        run("ingest-pings", lake, "--landing=s3://tripmill-landing/large.csv", "--format=csv");
        assertThat(show("pings", lake, "--where=device_id = 'd3'").lines()).hasSize(1 + rows / 7);
        assertThat(counter("tripmill-lake", "object_multipart_initiated"))
                .as(() -> objects("tripmill-lake", "large/silver/pings/").toString())
                .isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "tripmill-missing, there is no such bucket.",
        "tripmill-locked, access is denied.",
        "tripmill-away, its server does not answer"
    })
    void aBucketThatCannotBeUsedIsNamedWithTheReason(String bucket, String reason) {
        String place = "s3://" + bucket + "/lake";
        put("tripmill-landing", "one/one.csv", "provider_id,device_id,timestamp,lat,lng\np,d,1600000000,1.5,2.5\n");
        String[] ingest = {"run", "ingest-pings", "--format=csv"};
        refuses(bucket, reason, words(ingest, "--lake=s3://tripmill-lake/none", "--landing=" + place));
        refuses(bucket, reason, words(ingest, "--lake=" + place, "--landing=s3://tripmill-landing/one"));
        refuses(bucket, reason, "show", "pings", "--lake=" + place);
        // S3 answers a request for one object of a bucket that is not there as it does for an object that is not there.
        boolean isMissing = bucket.endsWith("missing");
        refuses(bucket, isMissing ? "There is no lake" : reason, "run", "sessionize-trips", "--lake=" + place);
        assertThat(keys("tripmill-lake", "none/")).isEmpty();
    }

    /** Delta's commits on S3 are safe from a single driver only. */
    @Test
    void anotherRunThatWritesTheTableIsWaitedFor() {
        put("tripmill-landing", "one/one.csv", "provider_id,device_id,timestamp,lat,lng\np,d,1600000000,1.5,2.5\n");
        put("tripmill-lake", "leased/control/leases/pings.json", """
                {"run_id": "tonight", "token": "t", "until": "2999-01-01T00:00:00Z"}
                """);
        String[] ingest = {
            "run",
            "ingest-pings",
            "--format=csv",
            "--landing=s3://tripmill-landing/one",
            "--lake=s3://tripmill-lake/leased"
        };

        TypedCommand refused = TypedCommand.of(ingest);
        assertThat(refused.exitCode()).isEqualTo(50);
        assertThat(refused.err()).contains("[T-CONFLICT] Run 'tonight' may write pings until 2999-01-01T00:00:00Z.");

        put("tripmill-lake", "leased/control/leases/pings.json", """
                {"run_id": "tonight", "token": "t", "until": "2020-01-01T00:00:00Z"}
                """);
        TypedCommand.resultOf(ingest);
        // S3A leaves a key for the folder.
        assertThat(keys("tripmill-lake", "leased/control/leases/")).noneMatch(key -> key.endsWith(".json"));
    }

    @Test
    void whereNothingMayBeWrittenThatIsSaid() {
        put("tripmill-landing", "one/one.csv", "provider_id,device_id,timestamp,lat,lng\np,d,1600000000,1.5,2.5\n");
        put("tripmill-readonly", "made/control/lake.json", """
                {"format_version": 1, "zone": "UTC", "service_day_start": "00:00", "deduplicate": "timestamp"}
                """);
        String[] ingest = {"run", "ingest-pings", "--format=csv", "--landing=s3://tripmill-landing/one"};
        refuses("tripmill-readonly/new/", "access is denied.", words(ingest, "--lake=s3://tripmill-readonly/new"));
        // The report that a run goes on is the first thing that it writes.
        refuses("tripmill-readonly/made/", "access is denied.", words(ingest, "--lake=s3://tripmill-readonly/made"));
        assertThat(keys("tripmill-readonly", "")).containsExactly("made/control/lake.json");
        assertThat(forbids.requests(Fault.ACCESS_DENIED)).isPositive();
    }

    @Test
    void aServerThatNeverAnswersIsGivenUp() {
        String[] command = {
            "run",
            "ingest-pings",
            "--format=csv",
            "--lake=s3://tripmill-lake/none",
            "--landing=s3://tripmill-silent/one"
        };
        refuses(PATIENCE.multipliedBy(2), "tripmill-silent", "its server does not answer", command);
        assertThat(isSilent.requests(Fault.SILENCE)).isPositive();
    }

    private static void refuses(String bucket, String reason, String... command) {
        refuses(PATIENCE, bucket, reason, command);
    }

    private static void refuses(Duration patience, String bucket, String reason, String... command) {
        Instant begin = Instant.now();
        TypedCommand typed = TypedCommand.of(command);
        assertThat(typed.exitCode()).as(typed.err()).isEqualTo(20);
        assertThat(typed.err()).startsWith("[T-").contains("s3://" + bucket).contains(reason);
        assertThat(Duration.between(begin, Instant.now())).isLessThan(patience);
    }

    private static void generate(String folder) {
        TypedCommand.resultOf(words(GENERATE, "--out=" + folder));
    }

    private static void pipeline(String city, String... lake) {
        run("ingest-pings", lake, "--landing=" + city + "/landing", "--format=json", "--zone=Europe/Berlin");
        run("sessionize-trips", lake);
        run("aggregate-trips", lake);
    }

    private static String run(String job, String[] lake, String... more) {
        return TypedCommand.resultOf(Stream.of(new String[] {"run", job}, lake, more)
                .flatMap(Stream::of)
                .toArray(String[]::new));
    }

    private static String show(String table, String[] lake, String... more) {
        return TypedCommand.resultOf(words(words(new String[] {"show", table, "--format=csv"}, lake), more));
    }

    private static String[] words(String[] first, String... more) {
        return Stream.of(first, more).flatMap(Stream::of).toArray(String[]::new);
    }

    /** An object's time is when it was stored, so the files that it is compared with are of now too. */
    private static void dateAllNow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            }
        }
    }

    private static void put(String bucket, String key, String text) {
        try (S3Client client = store.client()) {
            client.putObject(
                    object -> object.bucket(bucket).key(key),
                    RequestBody.fromBytes(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static List<String> keys(String bucket, String prefix) {
        return objects(bucket, prefix).stream().map(S3Object::key).toList();
    }

    private static List<S3Object> objects(String bucket, String prefix) {
        try (S3Client client = store.client()) {
            return client.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
                    .toList();
        }
    }

    /** How often Hadoop did something to a bucket; the name must be one that it counts. */
    private static long counter(String bucket, String name) throws IOException {
        Configuration hadoop = SparkSettings.open("counters").sparkContext().hadoopConfiguration();
        FileSystem s3 = FileSystem.get(URI.create("s3://" + bucket + "/"), hadoop);
        Map<String, Long> counters = ((IOStatisticsSource) s3).getIOStatistics().counters();
        assertThat(counters).containsKey(name);
        assertThat(counters.get("object_put_request")).isPositive();
        return counters.getOrDefault(name, -1L);
    }
}
