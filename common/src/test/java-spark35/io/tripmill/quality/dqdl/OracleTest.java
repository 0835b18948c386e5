package io.tripmill.quality.dqdl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripmill.quality.dqdl.RandomRulesets.Scope;
import io.tripmill.testkit.Property;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What software.amazon.glue:dqdl 1.0.0 accepts we accept, and we mean the same; {@link Difference} lists where not, and why. */
class OracleTest {
    private static final int CASES = Integer.getInteger("tripmill.cases", 1000);

    @TestFactory
    Stream<DynamicTest> aTextOfTheCorpusMeansTheSameToBoth() throws IOException {
        return corpus().stream()
                .map(text -> DynamicTest.dynamicTest(
                        text.lines().findFirst().orElse(""), () -> assertThat(Meaning.of(Ruleset.parse(text)))
                                .as("%s", text)
                                .isEqualTo(OracleReading.of(text).orElse("refused"))));
    }

    @Test
    void theCorpusHasEveryRuleTypeOfTheOracle() throws IOException {
        String corpus = String.join("\n", corpus());
        assertThat(RandomRulesets.knownToOracle()).allMatch(type -> corpus.contains(type.text()));
    }

    /** The table of rule types against that of the oracle: parameters, where and threshold. */
    @Test
    void ruleTypesTakeWhatTheyTakeInTheOracle() throws IOException {
        try (InputStream file = OracleTest.class.getResourceAsStream("/rules/rules-config.json")) {
            JsonNode types = new ObjectMapper().readTree(file).get("rule_types");
            assertThat(types.size()).isEqualTo(38);
            for (JsonNode theirs : types) {
                RuleType ours =
                        RuleType.named(theirs.get("rule_type_name").asText()).orElseThrow();
                int parameters = theirs.get("parameters").size();
                boolean repeats = parameters > 0
                        && theirs.get("parameters")
                                .get(parameters - 1)
                                .path("is_var_arg")
                                .asBoolean();
                assertThat(ours.signatureOf(parameters)).as("%s", ours).isPresent();
                assertThat(ours.signatureOf(parameters + 7).isPresent())
                        .as("%s repeats", ours)
                        .isEqualTo(repeats || ours == RuleType.IS_UNIQUE || ours == RuleType.UNIQUENESS);
                assertThat(ours.allowsWhere())
                        .as("%s where", ours)
                        .isEqualTo(theirs.path("is_where_clause_supported").asBoolean());
                assertThat(ours.allowsThreshold())
                        .as("%s threshold", ours)
                        .isEqualTo(theirs.path("is_threshold_supported").asBoolean());
                assertThat(ours.isRule())
                        .isNotEqualTo(theirs.path("is_analyzer_only").asBoolean());
            }
        }
    }

    @Test
    void aGeneratedRulesetMeansTheSameToBoth() {
        Property.check(CASES, seeded -> {
            String text =
                    new RandomRulesets(seeded, Scope.KNOWN_TO_ORACLE).next().toString();
            assertThat(Meaning.of(Ruleset.parse(text)))
                    .as("%s", text)
                    .isEqualTo(OracleReading.of(text).orElse("refused"));
        });
    }

    @TestFactory
    Stream<DynamicTest> aListedDifferenceIsOne() {
        return Arrays.stream(Difference.values())
                .map(difference -> DynamicTest.dynamicTest(difference.name(), () -> {
                    Optional<String> oracle = OracleReading.of(difference.text());
                    Optional<String> ours = reading(difference.text());
                    switch (difference.kind()) {
                        case WE_READ_MORE -> {
                            assertThat(oracle).isEmpty();
                            assertThat(ours).isPresent();
                        }
                        case WE_REFUSE -> {
                            assertThat(oracle).isPresent();
                            assertThat(complaints(difference.text())).anyMatch(difference::isReasonFor);
                        }
                        case WE_MEAN_ANOTHER -> {
                            assertThat(oracle).isPresent();
                            assertThat(ours).isPresent().isNotEqualTo(oracle);
                            assertThat(difference.mayBeIn(difference.text())).isTrue();
                        }
                    }
                }));
    }

    /** Damage finds what nobody thought of: whatever the oracle still reads, we read too, or refuse for a listed reason. */
    @Test
    void aDamagedTextMeansTheSameToBothOrIsRefusedForAListedReason() {
        Property.check(CASES, seeded -> {
            String text = RulesetTexts.damaged(
                    new RandomRulesets(seeded, Scope.KNOWN_TO_ORACLE).next().toString(), seeded);
            Optional<String> oracle = OracleReading.of(text);
            if (oracle.isPresent()) {
                Optional<String> ours = reading(text);
                boolean mayDiffer = Arrays.stream(Difference.values()).anyMatch(each -> each.mayBeIn(text));
                if (ours.isPresent() && !mayDiffer) {
                    assertThat(ours).as("%s", text).isEqualTo(oracle);
                } else if (ours.isEmpty()) {
                    assertThat(complaints(text)).as("%s", text).anyMatch(complaint -> Arrays.stream(Difference.values())
                            .anyMatch(each -> each.isReasonFor(complaint)));
                }
            }
        });
    }

    private static Optional<String> reading(String text) {
        return complaints(text).isEmpty() ? Optional.of(Meaning.of(Ruleset.parse(text))) : Optional.empty();
    }

    private static List<String> complaints(String text) {
        try {
            Ruleset.parse(text);
            return List.of();
        } catch (InvalidRuleset invalid) {
            return invalid.problems().stream().map(RulesetProblem::message).toList();
        }
    }

    private static List<String> corpus() throws IOException {
        try (InputStream file = OracleTest.class.getResourceAsStream("/dqdl/corpus.dqdl")) {
            String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return List.of(text.split("(?m)^----\n"));
        }
    }
}
