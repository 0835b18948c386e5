package io.tripmill.jobs.local;

import io.tripmill.job.Args;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Location;
import io.tripmill.job.Param;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.local.city.City;
import io.tripmill.jobs.local.city.CityFolder;
import io.tripmill.jobs.local.city.CityPlan;
import io.tripmill.jobs.local.city.Manifest;
import io.tripmill.run.Storage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;

/** Writes a city from a seed: landing data for ingest-pings, and the truth beside it. Needs no Spark. */
final class GenerateCity {
    static final String NAME = "generate";
    static final String SENTENCE =
            "Writes landing data of an imaginary city, late, duplicate and broken records included, and the trips as driven.";

    private static final int MOST_VEHICLES = 1_000_000;
    private static final int MOST_DAYS = 3_660;

    private static final Param<Integer> VEHICLES = Param.wholeNumber("vehicles", "How many vehicles the city has.")
            .where("1 to " + MOST_VEHICLES, count -> count >= 1 && count <= MOST_VEHICLES);
    private static final Param<Integer> DAYS = Param.wholeNumber("days", "On how many local days they set off.")
            .where("1 to " + MOST_DAYS, count -> count >= 1 && count <= MOST_DAYS);
    private static final Param<Long> SEED = Param.of(
            "seed",
            "Which city: equal arguments give equal bytes on every machine.",
            "N",
            GenerateCity::seed,
            String::valueOf);
    private static final Param<Location> OUT = Param.location(
            "out", "A folder that is empty or not there: landing, landing-csv and truth are written into it.");
    private static final Param<ZoneId> ZONE =
            Param.zone("zone", "Whose local hours people live by.").orElse(ZoneId.of("Europe/Berlin"));
    // A Saturday; in Berlin the next night has the hour from two to three twice.
    private static final Param<LocalDate> START_DATE =
            Param.date("start-date", "The first local day.").orElse(LocalDate.of(2026, 10, 24));

    static final List<Param<?>> PARAMS = List.of(VEHICLES, DAYS, SEED, OUT, ZONE, START_DATE);

    private final PrintStream err;

    GenerateCity(PrintStream err) {
        this.err = err;
    }

    void generate(List<String> argv) {
        Args args = Args.parse(NAME, PARAMS, argv);
        Location out = args.get(OUT);
        Storage storage = new Storage(hadoop());
        if (!storage.names(out).isEmpty()) {
            throw new RunFailure(
                    ErrorCode.ARGUMENT,
                    "--out '" + out + "' is not empty.",
                    "Name a folder that is empty or not there.");
        }
        CityPlan plan =
                new CityPlan(args.get(VEHICLES), args.get(DAYS), args.get(SEED), args.get(ZONE), args.get(START_DATE));
        long startNanos = System.nanoTime();
        Manifest manifest = write(plan, storage, out);
        err.printf(
                Locale.ROOT,
                "%,d records of %,d vehicles over %,d days in %,d files (%,d MB) in %s, and %,d trips as driven, in %.1f s%n",
                manifest.records(),
                plan.vehicles(),
                plan.days(),
                manifest.files(),
                manifest.bytes() / 1_000_000,
                out,
                manifest.trips(),
                (System.nanoTime() - startNanos) / 1e9);
    }

    private static Manifest write(CityPlan plan, Storage storage, Location out) {
        try {
            return City.write(plan, new StoredFolder(storage, out));
        } catch (IOException e) {
            throw new RunFailure(
                    ErrorCode.UNREADABLE,
                    "'" + out + "' can't be written: " + e.getMessage() + ".",
                    "Check the rights on it and the space left, empty it, and run again.",
                    e);
        }
    }

    /** A folder on any Hadoop file system. */
    private record StoredFolder(Storage storage, Location root) implements CityFolder {
        @Override
        public OutputStream create(String path) throws IOException {
            return storage.create(root.child(path));
        }

        @Override
        public void date(String path, long epochMs) throws IOException {
            storage.date(root.child(path), Instant.ofEpochMilli(epochMs));
        }
    }

    /** The settings that Spark would hand to Hadoop. */
    static Configuration hadoop() {
        Configuration configuration = new Configuration();
        String prefix = "spark.hadoop.";
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(prefix))
                .forEach(name -> configuration.set(name.substring(prefix.length()), System.getProperty(name)));
        return configuration;
    }

    private static Long seed(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a whole number, such as 42", e);
        }
    }
}
