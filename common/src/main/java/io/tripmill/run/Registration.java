package io.tripmill.run;

import static java.util.stream.Collectors.joining;

import io.tripmill.job.CatalogDatabase;
import io.tripmill.job.CatalogDatabase.Catalog;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.JobSpec;
import io.tripmill.job.RunFailure;
import io.tripmill.run.catalog.CatalogEntry;
import io.tripmill.run.catalog.CatalogRefusal;
import io.tripmill.run.catalog.GlueCatalog;
import io.tripmill.run.catalog.SparkCatalog;
import io.tripmill.run.catalog.TableCatalog;
import io.tripmill.run.catalog.TableCatalog.Change;
import io.tripmill.schema.Table;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.SparkSession;

/**
 * Makes the tables of a job known by name, after their data are committed. Every table of the job that is there is looked at, written or
 * not, so that a run after a failed registration has only that to do.
 */
final class Registration {
    private final SparkSession spark;
    private final Layout layout;
    private final CatalogDatabase database;
    private final Progress progress;

    Registration(SparkSession spark, Layout layout, CatalogDatabase database, Progress progress) {
        this.spark = spark;
        this.layout = layout;
        this.database = database;
        this.progress = progress;
    }

    void register(JobSpec spec, Lake lake, ReportDraft draft) {
        progress.stage("registering the tables in " + database);
        Map<Change, TreeSet<String>> changes = new EnumMap<>(Change.class);
        try (TableCatalog catalog = open()) {
            for (Table table : spec.writes()) {
                if (lake.version(table).isPresent()) {
                    Change change = catalog.register(CatalogEntry.of(database.name(), table, layout.of(table)));
                    changes.computeIfAbsent(change, any -> new TreeSet<>()).add(table.name());
                }
            }
        } catch (CatalogRefusal refusal) {
            throw failure(refusal.problem(), refusal.remedy(), refusal);
        } catch (LinkageError missing) {
            throw failure(
                    "a class of the catalog's client is not there: " + Causes.sentence(missing),
                    "Put software.amazon.awssdk:glue on the class path, in the version of the other AWS jars",
                    missing);
        } catch (Exception unexpected) {
            // Not only RuntimeException: Scala has no checked exceptions, and Spark throws them undeclared.
            throw failure(Causes.sentence(unexpected), "Correct what it names", unexpected);
        }
        if (database.catalog() == Catalog.SPARK && SparkCatalog.endsWithTheSession(spark)) {
            draft.warning("the catalog of this Spark session ends with it: the tables in " + database.name()
                    + " are found by name no longer than that; set spark.sql.catalogImplementation=hive to keep them");
        }
        draft.noting(
                "catalog",
                changes.entrySet().stream()
                        .map(change -> change.getKey().name().toLowerCase(Locale.ROOT) + ": "
                                + String.join(", ", change.getValue()))
                        .collect(joining("; ")));
    }

    private TableCatalog open() {
        return database.catalog() == Catalog.SPARK
                ? new SparkCatalog(spark)
                : GlueCatalog.connect(spark.sparkContext().hadoopConfiguration());
    }

    private RunFailure failure(String problem, String remedy, Throwable cause) {
        return new RunFailure(
                ErrorCode.CATALOG,
                "The run's data are committed, but its tables are not all registered in " + database + ": " + problem,
                remedy + ", then run again: only the registration is left to do.",
                cause);
    }
}
