package io.tripmill.quality.dqdl;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.quality.dqdl.RandomRulesets.Scope;
import io.tripmill.testkit.Property;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RulesetPropertyTest {
    private static final int CASES = Integer.getInteger("tripmill.cases", 2000);

    @Test
    void whatIsPrintedIsReadAsTheSame() {
        Property.check(CASES, seeded -> {
            Ruleset ruleset = new RandomRulesets(seeded, Scope.WHOLE_LANGUAGE).next();
            assertThat(Ruleset.parse(ruleset.toString())).as("%s", ruleset).isEqualTo(ruleset);
        });
    }

    @Test
    void blanksLineBreaksAndCommentsMeanNothing() {
        Property.check(CASES, seeded -> {
            Ruleset ruleset = new RandomRulesets(seeded, Scope.WHOLE_LANGUAGE).next();
            String text = RulesetTexts.laidOutAnew(ruleset.toString(), seeded);
            assertThat(Ruleset.parse(text)).as("%s", text).isEqualTo(ruleset);
        });
    }

    @Test
    void aRuleStandsWhereItIsSaid() {
        Property.check(CASES / 10, seeded -> {
            String text =
                    new RandomRulesets(seeded, Scope.WHOLE_LANGUAGE).next().toString();
            List<String> lines = text.lines().toList();
            Ruleset.parse(text).rules().forEach(rule -> rule.leaves()
                    .forEach(leaf -> assertThat(lines.get(leaf.position().line() - 1)
                                    .substring(leaf.position().column() - 1))
                            .startsWith(leaf.type().text())));
        });
    }

    /** The generator leaves nothing out, so that the properties above are about the whole language. */
    @Test
    void generatedRulesetsHaveEveryConstruct() {
        Set<RuleType> rules = EnumSet.noneOf(RuleType.class);
        Set<RuleType> analyzers = EnumSet.noneOf(RuleType.class);
        Set<Operator> operators = EnumSet.noneOf(Operator.class);
        Set<Class<?>> classes = new HashSet<>();
        Set<String> tags = new HashSet<>();
        Property.check(CASES, seeded -> {
            Ruleset ruleset = new RandomRulesets(seeded, Scope.WHOLE_LANGUAGE).next();
            ruleset.analyzers().forEach(analyzer -> analyzers.add(analyzer.type()));
            ruleset.rules().forEach(rule -> {
                classes.add(rule.getClass());
                rule.leaves().forEach(leaf -> {
                    rules.add(leaf.type());
                    leaf.tags().forEach(tag -> tags.add(tag.name()));
                    leaf.condition().ifPresent(condition -> {
                        operators.add(condition.operator());
                        classes.add(condition.getClass());
                    });
                });
            });
        });
        assertThat(rules)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(RuleType.values())
                        .filter(RuleType::isRule)
                        .toList());
        assertThat(analyzers)
                .containsExactlyInAnyOrderElementsOf(RuleType.analyzers().toList());
        assertThat(operators).containsExactlyInAnyOrder(Operator.values());
        assertThat(classes)
                .contains(Rule.class.getPermittedSubclasses())
                .contains(Condition.class.getPermittedSubclasses());
        assertThat(tags).containsAll(RuleType.COLUMN_VALUES.tags()).containsAll(RuleType.FILE_MATCH.tags());
    }

    @Test
    void anyTextIsARulesetOrHasErrorsOnItsLines() {
        Property.check(5 * CASES, seeded -> {
            String text = RulesetTexts.damaged(
                    new RandomRulesets(seeded, Scope.WHOLE_LANGUAGE).next().toString(), seeded);
            try {
                Ruleset ruleset = Ruleset.parse(text);
                assertThat(Ruleset.parse(ruleset.toString())).isEqualTo(ruleset);
            } catch (InvalidRuleset invalid) {
                assertTold(invalid, text);
            }
        });
    }

    @Test
    void noiseHasErrorsOnly() {
        Property.check(CASES, seeded -> {
            String text = noise(seeded);
            try {
                Ruleset.parse(text);
            } catch (InvalidRuleset invalid) {
                assertTold(invalid, text);
            }
        });
    }

    private static String noise(RandomGenerator seeded) {
        String parts =
                "Rules = [ ] ( ) , \" \\ # $ RowCount > 1 and between \n \r \u0000 é \uD83D 1e- now ( NULL { : } ";
        StringBuilder noise = new StringBuilder();
        for (int i = seeded.nextInt(200); i > 0; i--) {
            noise.append(parts.charAt(seeded.nextInt(parts.length())));
        }
        return noise.toString();
    }

    private static void assertTold(InvalidRuleset invalid, String text) {
        List<String> lines = text.lines().toList();
        assertThat(invalid.problems()).isNotEmpty().isSortedAccordingTo((a, b) -> a.position()
                .compareTo(b.position()));
        assertThat(invalid).hasMessageStartingWith("[T-RULESET] The ruleset has ");
        invalid.problems().forEach(problem -> {
            int line = problem.position().line();
            assertThat(problem.line()).isEqualTo(line <= lines.size() ? lines.get(line - 1) : "");
            assertThat(problem.position().column()).isBetween(1, problem.line().length() + 1);
            assertThat(problem.message()).isNotBlank();
        });
    }
}
