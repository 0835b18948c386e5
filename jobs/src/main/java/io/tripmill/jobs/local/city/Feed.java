package io.tripmill.jobs.local.city;

import java.util.List;

/**
 * A way for records to land: a folder of files of one format.
 *
 * @param folder below the city's folder
 * @param suffix what file names end in
 * @param flaws what goes wrong, one after the other
 * @param spoiltShare how much of the records goes wrong
 * @param ingestArguments what to tell ingest-pings, beside the folder
 */
record Feed(String folder, String suffix, Lines lines, List<Flaw> flaws, double spoiltShare, String ingestArguments) {
    /** Most providers. */
    static final Feed JSON = new Feed("landing", "jsonl", new JsonLines(), JsonFlaws.ALL, 1.0 / 800, "--format json");

    /** One provider with a format of its own. */
    static final Feed CSV = new Feed(
            "landing-csv",
            "csv",
            new CsvLines(),
            CsvFlaws.ALL,
            1.0 / 150,
            "--format csv --provider-id kombi --columns " + CsvLines.COLUMNS);

    static final List<Feed> ALL = List.of(JSON, CSV);

    Feed {
        flaws = List.copyOf(flaws);
    }
}
