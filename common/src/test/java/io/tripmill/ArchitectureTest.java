package io.tripmill;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.tripmill.testkit.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
    private static final JavaClasses HOUSE = HouseRules.mainClasses();

    @TestFactory
    Stream<DynamicTest> theHouseKeepsItsRules() {
        return HouseRules.OURS.all().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(HOUSE)));
    }

    @Test
    void testsAreNoPartOfTheHouse() {
        assertThat(HOUSE).isNotEmpty().noneMatch(type -> type.getName().startsWith("io.tripmill.testkit"));
    }
}
