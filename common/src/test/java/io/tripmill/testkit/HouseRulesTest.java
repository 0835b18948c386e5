package io.tripmill.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each rule finds who breaks it in the wrong house, and nobody else. */
class HouseRulesTest {
    private static final String WRONG_ROOT = "io.tripmill.testkit.wrong";
    private static final HouseRules RULES = new HouseRules(WRONG_ROOT);
    private static final JavaClasses WRONG_HOUSE = new ClassFileImporter().importPackages(WRONG_ROOT);
    private static final Pattern CLASS_OF_THE_HOUSE =
            Pattern.compile(WRONG_ROOT.replace(".", "\\.") + "\\.[a-z.]+\\.([\\w$]+)");

    @Test
    void arrowsPointOneWay() {
        assertThat(offenders(RULES.arrowsPointOneWay())).containsExactly("CallsTheRunner", "Homeless", "KnowsTime");
    }

    @Test
    void stagesAreStrangers() {
        assertThat(offenders(RULES.stagesAreStrangers())).containsExactly("LooksIntoTrips");
    }

    @Test
    void trajectoryIsPlainJava() {
        assertThat(offenders(RULES.trajectoryIsPlainJava())).containsExactly("KnowsSpark");
    }

    @Test
    void dqdlIsPlainJava() {
        assertThat(offenders(RULES.dqdlIsPlainJava())).containsExactly("RuleOnAColumn");
    }

    @Test
    void citiesComeFromTheirPlanAlone() {
        assertThat(offenders(RULES.citiesComeFromTheirPlanAlone()))
                .containsExactly("FindsItsWayByMath", "KnowsStorage", "LivesByTheClock");
    }

    @Test
    void onlyTheRunnerActs() {
        assertThat(offenders(RULES.onlyTheRunnerActs()))
                .containsExactly("ActsByReference", "ActsInALambda", "PivotsBlindly");
        assertThat(String.join("\n", violations(RULES.onlyTheRunnerActs())))
                .contains("blindly(", "(ActsInALambda.java:")
                .doesNotContain("knowing(");
    }

    @Test
    void onlyTheRunnerOpensTables() {
        assertThat(offenders(RULES.onlyTheRunnerOpensTables())).containsExactly("OpensASession", "OpensATable");
    }

    @Test
    void onlyTheRunnerOpensFiles() {
        assertThat(offenders(RULES.onlyTheRunnerOpensFiles())).containsExactly("OpensAFile");
    }

    @Test
    void onlyTheRunnerAndLandingUseHadoop() {
        assertThat(offenders(RULES.onlyTheRunnerAndLandingUseHadoop())).containsExactly("OpensABucket");
    }

    @Test
    void onlyTheRunnerAsksTheMachine() {
        assertThat(offenders(RULES.onlyTheRunnerAsksTheMachine()))
                .containsExactly("AsksSparksClock", "AsksTheClock", "AsksTheEnvironment");
    }

    @Test
    void onlyTheLauncherExits() {
        assertThat(offenders(RULES.onlyTheLauncherExits())).containsExactly("Exits");
    }

    @Test
    void functionsOfOurOwnAreListed() {
        assertThat(offenders(RULES.functionsOfOurOwnAreListed())).containsExactly("HidesAFunction");
    }

    @Test
    void namesSayWhatAClassIs() {
        assertThat(offenders(RULES.namesSayWhatAClassIs()))
                .containsExactly("AbstractTripJob", "TripUtils", "TripUtils$LegManager");
    }

    @Test
    void publicStaticFieldsAreFinal() {
        assertThat(violations(RULES.publicStaticFieldsAreFinal()))
                .singleElement()
                .asString()
                .contains("CountsForAll.trips");
    }

    @Test
    void everyRuleIsAmongAll() {
        List<Method> rules = Arrays.stream(HouseRules.class.getDeclaredMethods())
                .filter(method -> method.getReturnType() == ArchRule.class)
                .toList();
        assertThat(RULES.all()).hasSameSizeAs(rules);
    }

    @Test
    void rulesHoldInAHouseOfOnePart() {
        JavaClasses timeOnly = new ClassFileImporter().importPackages(WRONG_ROOT + ".time");
        assertThat(RULES.all()).noneMatch(rule -> rule.evaluate(timeOnly).hasViolation());
    }

    private static List<String> violations(ArchRule rule) {
        return rule.evaluate(WRONG_HOUSE).getFailureReport().getDetails();
    }

    /** The simple names of the classes that break the rule; each violation names its class first. */
    private static SortedSet<String> offenders(ArchRule rule) {
        SortedSet<String> names = new TreeSet<>();
        for (String violation : violations(rule)) {
            Matcher first = CLASS_OF_THE_HOUSE.matcher(violation);
            assertThat(first.find()).as(violation).isTrue();
            names.add(first.group(1));
        }
        return names;
    }
}
