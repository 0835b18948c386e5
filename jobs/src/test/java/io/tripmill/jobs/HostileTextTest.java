package io.tripmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.job.Args;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.JobSpec;
import io.tripmill.job.Param;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.pings.ColumnMapping;
import io.tripmill.jobs.serving.contract.Contract;
import io.tripmill.jobs.serving.contract.InvalidContract;
import io.tripmill.testkit.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Whatever a contract, a mapping or an argument holds, it is read or refused in words; {@code -Dtripmill.cases=N} tries more. */
class HostileTextTest {
    private static final int CASES = Integer.getInteger("tripmill.cases", 2_000);

    private static final List<String> SPLINTERS = List.of(
            "\0",
            "\n",
            "\t",
            "'",
            "\"",
            "\\",
            ":",
            "- ",
            "{",
            "}",
            "[",
            "]",
            "&a",
            "*a",
            "!!java.net.URL",
            "<<",
            "|",
            "%",
            "#",
            ",",
            "=",
            "--",
            "..",
            "/",
            "~",
            "é",
            "\uD83D",
            "1e999",
            "9223372036854775808",
            "-1",
            "NaN",
            "null",
            "PT1H",
            "P-1Y",
            "24:61",
            "2026-02-30",
            "Mars/Olympus",
            "s3://",
            "file:",
            "a:b",
            "://",
            "{a,b",
            "*",
            "?",
            "$(id)",
            "${x}",
            "\u202e");

    private static final String CONTRACT = """
            consumer: city-of-berlin
            version: 3
            expires: 2027-03-31
            areas: [851f1d4bfffffff]
            period: hour
            level: 7
            k: 12
            products:
              od_flows:
                columns: [period_start, origin_h3, destination_h3, trips]
                format: csv
            """;

    @Test
    void aContractIsReadOrHasProblems() {
        Property.check(CASES, dice -> {
            try {
                Contract.parse(mutated(CONTRACT, dice));
            } catch (InvalidContract invalid) {
                assertThat(invalid.problems()).isNotEmpty();
            }
        });
    }

    @Test
    void contractsThatGrowWhileTheyAreReadAreRefused() {
        String bomb = "a0: &a0 [x]\n";
        for (int i = 1; i < 40; i++) {
            String alias = "*a" + (i - 1);
            bomb += "a" + i + ": &a" + i + " [" + alias + (", " + alias).repeat(8) + "]\n";
        }
        String endless = CONTRACT.replace("[851f1d4bfffffff]", "&a [*a]");
        for (String text : List.of(bomb, endless, "[".repeat(100_000), "{a: ".repeat(50_000), "- ".repeat(100_000))) {
            try {
                Contract.parse(text);
                throw new AssertionError("was read: " + text.substring(0, 20));
            } catch (InvalidContract invalid) {
                assertThat(invalid.problems()).isNotEmpty();
            }
        }
    }

    @Test
    void aMappingIsReadOrRefused() {
        Property.check(CASES, dice -> {
            try {
                ColumnMapping.parse(mutated("device_id=id,timestamp=ts,lat=pos.lat,lng=pos.lng", dice));
            } catch (ColumnMapping.InvalidMapping invalid) {
                assertThat(invalid).hasMessageNotContaining("Exception");
            }
        });
    }

    @Test
    void argumentsOfEveryJobAreReadOrRefused() {
        Property.check(CASES, dice -> {
            JobSpec spec =
                    JobCatalog.specs().get(dice.nextInt(JobCatalog.specs().size()));
            List<String> argv = new ArrayList<>();
            for (int i = dice.nextInt(8); i > 0; i--) {
                Param<?> param = spec.params().get(dice.nextInt(spec.params().size()));
                String name = dice.nextInt(10) == 0 ? mutated(param.name(), dice) : param.name();
                argv.add("--" + name);
                if (dice.nextInt(8) > 0) {
                    argv.add(mutated(param.form(), dice));
                }
            }
            try {
                Args args = Args.parse(spec, argv);
                assertThat(args.asTyped()).isNotNull();
            } catch (RunFailure failure) {
                assertThat(failure.code()).as(argv.toString()).isIn(ErrorCode.ARGUMENT, ErrorCode.MAPPING);
                assertThat(failure.getMessage())
                        .as(argv.toString())
                        .startsWith("[T-")
                        .doesNotContain("Exception");
            }
        });
    }

    private static String mutated(String text, RandomGenerator dice) {
        StringBuilder mutated = new StringBuilder(text);
        for (int i = 1 + dice.nextInt(5); i > 0; i--) {
            int from = dice.nextInt(mutated.length() + 1);
            int to = Math.min(mutated.length(), from + dice.nextInt(12));
            mutated.replace(from, to, dice.nextInt(4) == 0 ? "" : SPLINTERS.get(dice.nextInt(SPLINTERS.size())));
        }
        return mutated.toString();
    }
}
