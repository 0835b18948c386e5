package io.tripmill.testkit.wrong.jobs.local;

import io.tripmill.testkit.wrong.jobs.trips.PivotsBlindly;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;

/** Allowed: the launcher prints rows, looks at files, knows the stages and exits. */
record AnyLauncher(PivotsBlindly stage) {
    static void show(Dataset<?> rows, Path jar) {
        rows.show();
        System.exit(Files.exists(jar) ? 0 : 70);
    }
}
