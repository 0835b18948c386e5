package io.tripmill.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture.LayerDependencySpecification;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.spark.api.java.JavaRDDLike;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.DataFrameStatFunctions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.RelationalGroupedDataset;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.UDFRegistration;
import org.apache.spark.sql.functions;

/**
 * The boundaries of the house, which ArchUnit checks in both modules: who may use whom, who may act, what no class may be
 * called. A class that must break a rule is named here, with its reason; there is no other way.
 *
 * @param root the package under which the house stands
 */
public record HouseRules(String root) {
    /** The rules for the classes of {@link #mainClasses()}. */
    public static final HouseRules OURS = new HouseRules("io.tripmill");

    /** A package of jobs other than the launcher's. */
    private static final String STAGE = "jobs.*";

    /** Each part of the house, and the parts that it may use. The entries, jobs and jobs.local, may use all. */
    private static final Map<String, Set<String>> ARROWS = Map.of(
            "schema",
            Set.of(),
            "time",
            Set.of(),
            "geo",
            Set.of(),
            "landing",
            Set.of("schema", "time"),
            "job",
            Set.of("schema", "time", "landing", "quality"),
            "quality",
            Set.of("schema"),
            "run",
            Set.of("schema", "time", "landing", "job", "quality"),
            "doc",
            Set.of("schema", "landing", "job"),
            STAGE,
            Set.of("schema", "time", "geo", "landing", "job", "quality"));

    /** Classes that use the Java API of files, below the root, and why they may. */
    private static final Map<String, String> FILE_API =
            Map.of("job.Location", "makes a local path absolute, relative to the caller's folder; opens nothing");

    /** Classes that make a dataset of something else than their inputs, below the root, and why they may. */
    private static final Map<String, String> DATASET_MAKERS = Map.of(
            "landing.Landing", "makes the dataset of landing files from their list; starts no Spark job",
            "jobs.trips.packed.ScannedFragments", "makes a dataset of its input's batches; starts no Spark job",
            "quality.plan.GivenDatasets",
                    "plans the query of a rule over the datasets that it is given, under names of their own");

    /** Classes that ask the machine, below the root, and why they may. */
    private static final Map<String, String> ASKS_THE_MACHINE = Map.of("jobs.Main", "gives the runner its clock");

    /** Classes that hide an expression in a function of their own, below the root, and why they must. */
    private static final Map<String, String> FUNCTIONS = Map.of(
            "jobs.aggregates.TripCells", "only H3's own code finds the cell around a point; coarser cells are columns",
            "jobs.aggregates.TripZones", "no column says which polygon a point lies in",
            "quality.plan.ValueConditions",
                    "Spark makes a text of every value before it looks for a pattern of a few bytes",
            "run.KeyFilter", "no column asks a Bloom filter; the service dates beside it are what prunes files");

    private static final String ACTIONS = "collect.*|count|show|head|first|take.*|tail|isEmpty|foreach.*|reduce"
            + "|toLocalIterator|cache|persist|unpersist|checkpoint|localCheckpoint|write.*";

    /** What takes rows out of Spark's plans. */
    private static final String TO_RDD = "rdd|javaRDD|toJavaRDD";

    private static final String CLOCKS_AND_DICE =
            "current_(date|timestamp|time)|now|curdate|localtimestamp|rand|randn|random|uuid|shuffle";

    private static final Set<String> NET_VALUES =
            Set.of("java.net.URI", "java.net.URISyntaxException", "java.net.URLEncoder", "java.net.URLDecoder");

    /** The compiled classes of both modules, as far as they are on the class path; tests are no part of the house. */
    public static JavaClasses mainClasses() {
        return new ClassFileImporter()
                .withImportOption(place -> !place.contains("/test-classes/") && !place.contains("-tests.jar"))
                .importPackages(OURS.root);
    }

    /** Every rule. */
    public List<ArchRule> all() {
        return List.of(
                arrowsPointOneWay(),
                stagesAreStrangers(),
                trajectoryIsPlainJava(),
                dqdlIsPlainJava(),
                citiesComeFromTheirPlanAlone(),
                onlyTheRunnerActs(),
                onlyTheRunnerOpensTables(),
                onlyTheRunnerOpensFiles(),
                onlyTheRunnerAndLandingUseHadoop(),
                onlyTheRunnerAsksTheMachine(),
                onlyTheLauncherExits(),
                functionsOfOurOwnAreListed(),
                namesSayWhatAClassIs(),
                publicStaticFieldsAreFinal());
    }

    /** As {@link #ARROWS} says; a class in a package without arrows breaks the rule too. */
    ArchRule arrowsPointOneWay() {
        LayeredArchitecture house = layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("jobs")
                .definedBy(root + ".jobs")
                .layer("jobs.local")
                .definedBy(in("jobs.local"));
        for (String part : ARROWS.keySet()) {
            house = house.layer(part).definedBy(part.equals(STAGE) ? stages() : resideInAPackage(in(part)));
        }
        for (Map.Entry<String, Set<String>> arrow : ARROWS.entrySet()) {
            LayerDependencySpecification part = house.whereLayer(arrow.getKey());
            house = arrow.getValue().isEmpty()
                    ? part.mayNotAccessAnyLayer()
                    : part.mayOnlyAccessLayers(arrow.getValue().toArray(String[]::new));
        }
        return house.ensureAllClassesAreContainedInArchitectureIgnoring(root)
                .as("packages use each other in one direction, and each has its arrows");
    }

    ArchRule stagesAreStrangers() {
        return slices().matching(root + ".jobs.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(resideInAPackage(in("jobs.local")), alwaysTrue())
                .as("stages do not know each other")
                .because("they meet in tables")
                .allowEmptyShould(true);
    }

    ArchRule trajectoryIsPlainJava() {
        return classes()
                .that()
                .resideInAPackage(in("jobs.trips.trajectory"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        in("jobs.trips.trajectory"),
                        in("time"),
                        in("geo"),
                        "java..",
                        "org.jspecify.annotations..",
                        "com.fasterxml.jackson..")
                .as("the trajectory knows no Spark")
                .because(
                        "its laws are proved, and its speed is measured, without one; profiles are read from JSON text")
                .allowEmptyShould(true);
    }

    ArchRule dqdlIsPlainJava() {
        return classes()
                .that()
                .resideInAPackage(in("quality.dqdl"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(in("quality.dqdl"), "java..", "org.jspecify.annotations..")
                .as("DQDL knows no Spark")
                .because("a ruleset is read, checked and printed before a session is there")
                .allowEmptyShould(true);
    }

    ArchRule citiesComeFromTheirPlanAlone() {
        return classes()
                .that()
                .resideInAPackage(in("jobs.local.city"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        in("jobs.local.city"),
                        in("geo"),
                        in("jobs.pings"),
                        "java.io",
                        "java.lang..",
                        "java.nio.charset",
                        "java.time..",
                        "java.util..",
                        "org.jspecify.annotations..",
                        "com.fasterxml.jackson..")
                .andShould(notAccess(asksTheMachine()
                        .or(use(Math.class, "a?(sin|cos|tan)h?|atan2|exp(m1)?|log(10|1p)?|pow|cbrt|hypot"))
                        .or(use(System.class, "nanoTime|getProperty"))))
                .as("a generated city comes from its plan alone")
                .because("a seed means the same bytes on every machine, and Math may differ in the last bit")
                .allowEmptyShould(true);
    }

    ArchRule onlyTheRunnerActs() {
        // It looks for the values, and starts jobs while planning.
        DescribedPredicate<JavaAccess<?>> pivotWithoutValues =
                withParameters(1, use(RelationalGroupedDataset.class, "pivot"));
        return noClasses()
                .that(not(actors()))
                .should()
                .accessTargetWhere(use(Dataset.class, ACTIONS)
                        .or(use(RDD.class, ACTIONS))
                        .or(use(JavaRDDLike.class, ACTIONS))
                        .or(use(DataFrameStatFunctions.class, ".*"))
                        .or(pivotWithoutValues)
                        .as("start a Spark job or keep its result"))
                .as("only the runner acts")
                .because("a job plans; one write is one run of its plan")
                .allowEmptyShould(true);
    }

    ArchRule onlyTheRunnerOpensTables() {
        return noClasses()
                .that(not(actors()))
                .and(not(listed(DATASET_MAKERS)))
                .should()
                .accessTargetWhere(use(
                                SparkSession.class,
                                "builder|active|getActiveSession|getDefaultSession|newSession|cloneSession"
                                        + "|read|readStream|table|sql|catalog")
                        .or(use(Dataset.class, TO_RDD))
                        .as("make or ask a session, or leave its plans"))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("org\\.apache\\.spark\\.(SparkContext|SparkConf|api\\.java\\.JavaSparkContext"
                        + "|sql\\.(classic\\.)?(SparkSession\\$Builder|DataFrame(Reader|Writer|WriterV2)"
                        + "|MergeIntoWriter)|sql\\.(classic\\.|streaming\\.)?DataStream(Reader|Writer))")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("io.delta..")
                .as("only the runner opens tables")
                .because("a job gets its inputs and returns its outputs")
                .allowEmptyShould(true);
    }

    ArchRule onlyTheRunnerOpensFiles() {
        return noClasses()
                .that(not(actors()))
                .and(not(listed(FILE_API)))
                .should()
                .dependOnClassesThat(describe("are the Java API of files and networks", HouseRules::opensFiles))
                .as("only the runner opens files and connections, and never by java.io where Hadoop can")
                .because("a place is a URI of any Hadoop file system")
                .allowEmptyShould(true);
    }

    ArchRule onlyTheRunnerAndLandingUseHadoop() {
        return noClasses()
                .that(not(actors()))
                .and(not(resideInAPackage(in("landing"))))
                .should()
                .dependOnClassesThat(describe("are Hadoop's or AWS's", HouseRules::reachesStorage))
                .as("only the runner, and landing on the executors, use Hadoop's file systems")
                .because("landing files are parsed where they are read; all else is a table of the runner")
                .allowEmptyShould(true);
    }

    ArchRule onlyTheRunnerAsksTheMachine() {
        return noClasses()
                .that(not(actors()))
                .and(not(listed(ASKS_THE_MACHINE)))
                .should()
                .accessTargetWhere(asksTheMachine())
                .as("only the runner asks the machine")
                .because("the same arguments on the same tables give the same rows")
                .allowEmptyShould(true);
    }

    ArchRule onlyTheLauncherExits() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(in("jobs.local"))
                .should()
                .accessTargetWhere(use(System.class, "exit")
                        .or(use(Runtime.class, "exit|halt"))
                        .as("end the process"))
                .as("only the local launcher exits")
                .because("on Glue a job succeeds by returning and fails by throwing")
                .allowEmptyShould(true);
    }

    ArchRule functionsOfOurOwnAreListed() {
        return noClasses()
                .that(not(listed(FUNCTIONS)))
                .should()
                .accessTargetWhere(use(functions.class, "udf|udaf|callUDF|call_udf|call_function")
                        .or(use(UDFRegistration.class, ".*"))
                        .as("make a user-defined function"))
                .as("user-defined functions are listed by name")
                .because("Spark sees through columns, not through functions: nothing of them is pushed to a file")
                .allowEmptyShould(true);
    }

    ArchRule namesSayWhatAClassIs() {
        return noClasses()
                .should()
                .haveNameMatching(".*[.$](\\w*(Utils?|Helper|Manager|Processor|Service|Impl)|(Base|Abstract)[A-Z]\\w*)")
                .as("names say what a class is")
                .because("a name without a meaning gathers everything")
                .allowEmptyShould(true);
    }

    ArchRule publicStaticFieldsAreFinal() {
        return fields().that()
                .arePublic()
                .and()
                .areStatic()
                .should()
                .beFinal()
                .because("a value that anyone may set is nobody's")
                .allowEmptyShould(true);
    }

    private String in(String part) {
        return root + "." + part + "..";
    }

    /** Those who act: the runner, the launcher around it, and what measures and profiles data, which is of use without a runner. */
    private DescribedPredicate<JavaClass> actors() {
        return resideInAnyPackage(in("run"), in("jobs.local"), in("quality.measure"), in("quality.suggest"));
    }

    private DescribedPredicate<JavaClass> stages() {
        return resideInAPackage(in(STAGE)).and(not(resideInAPackage(in("jobs.local"))));
    }

    private DescribedPredicate<JavaClass> listed(Map<String, String> classesAndReasons) {
        return describe(
                "are listed with a reason",
                type -> type.getName().startsWith(root + ".")
                        && classesAndReasons.containsKey(
                                type.getName().substring(root.length() + 1).replaceAll("\\$.*", "")));
    }

    private static boolean opensFiles(JavaClass type) {
        if (type.isAssignableTo(Exception.class)) {
            return false;
        }
        return type.getName().matches("java\\.io\\.(File|File[A-Z]\\w*(Stream|Reader|Writer)|RandomAccessFile)")
                || type.getPackageName().matches("java\\.nio\\.(file|channels)(\\..*)?|javax\\.net(\\..*)?")
                || (type.getPackageName().matches("java\\.net(\\..*)?") && !NET_VALUES.contains(type.getName()));
    }

    private static boolean reachesStorage(JavaClass type) {
        return type.getPackageName().matches("(org\\.apache\\.hadoop|software\\.amazon|com\\.amazonaws)\\..*")
                && !type.getName().equals("org.apache.hadoop.fs.Path");
    }

    private static DescribedPredicate<JavaAccess<?>> asksTheMachine() {
        return use(System.class, "getenv|currentTimeMillis")
                .or(describe("now() without a Clock", HouseRules::readsTheClock))
                .or(withParameters(0, use(Date.class, "<init>")))
                .or(withParameters(0, use(functions.class, "unix_timestamp")))
                .or(use(functions.class, CLOCKS_AND_DICE))
                .or(use(Math.class, "random"))
                .or(use(UUID.class, "randomUUID"))
                .as("ask the environment, the clock or the dice");
    }

    private static ArchCondition<JavaClass> notAccess(DescribedPredicate<JavaAccess<?>> accesses) {
        return ArchConditions.never(ArchConditions.accessTargetWhere(accesses));
    }

    private static boolean readsTheClock(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        if (owner.equals("java.time.Clock")) {
            return access.getName().matches("system.*|tick(Millis|Seconds|Minutes)");
        }
        return owner.startsWith("java.time.")
                && access.getName().equals("now")
                && parameters(access).stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
    }

    /** An access, by call or by method reference, to a member of the type or of a subtype whose name matches. */
    private static DescribedPredicate<JavaAccess<?>> use(Class<?> type, String names) {
        return describe(
                type.getSimpleName() + "." + names,
                access -> access.getTargetOwner().isAssignableTo(type)
                        && access.getName().matches(names));
    }

    private static DescribedPredicate<JavaAccess<?>> withParameters(int count, DescribedPredicate<JavaAccess<?>> use) {
        return describe(
                use.getDescription(),
                access -> use.test(access) && parameters(access).size() == count);
    }

    private static List<JavaClass> parameters(JavaAccess<?> access) {
        return access instanceof JavaCodeUnitAccess<?> call ? call.getTarget().getRawParameterTypes() : List.of();
    }
}
