package io.tripmill.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.quality.SemanticsTable.Line;
import io.tripmill.quality.SemanticsTable.Section;
import io.tripmill.quality.dqdl.Leaf;
import io.tripmill.quality.dqdl.RuleType;
import io.tripmill.quality.dqdl.Ruleset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No type of rule is without the cases that are easily forgotten. */
class RuleTypeCoverageTest {
    private enum Case {
        PASS,
        FAIL,
        NULL,
        EMPTY
    }

    private record Tested(RuleType type, Case of) {}

    @Test
    void everyTypeIsTestedWithAPassAFailureNullAndNoRows() {
        Set<Tested> tested = new HashSet<>();
        for (Section section : SemanticsTable.read()) {
            for (Line line : section.lines()) {
                Case of =
                        switch (section.title()) {
                            case "Nothing but NULL" -> Case.NULL;
                            case "No rows" -> Case.EMPTY;
                            default -> line.outcome().equals("Passed") ? Case.PASS : Case.FAIL;
                        };
                types(line.rule()).forEach(type -> tested.add(new Tested(type, of)));
            }
        }
        FileRulesTest.CASES.forEach((rule, passes) ->
                types(rule).forEach(type -> tested.add(new Tested(type, passes ? Case.PASS : Case.FAIL))));
        List<Tested> forgotten = new ArrayList<>();
        Arrays.stream(RuleType.values()).filter(RuleType::isRule).forEach(type -> EnumSet.allOf(Case.class)
                .forEach(of -> forgotten.add(new Tested(type, of))));
        forgotten.removeAll(tested);
        assertThat(forgotten).isEmpty();
    }

    private static List<RuleType> types(String rule) {
        return Ruleset.parse("Rules = [" + rule + "]").rules().get(0).leaves().stream()
                .map(Leaf::type)
                .toList();
    }
}
