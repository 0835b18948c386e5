package io.tripmill.run.catalog;

import io.tripmill.run.aws.AwsClients;
import io.tripmill.run.aws.AwsProblem;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.ConcurrentModificationException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/**
 * The AWS Glue Data Catalog, called by its API: what Spark's own {@code CREATE TABLE} enters there is one column {@code col
 * array<string>}, which is all that Athena then shows.
 */
public final class GlueCatalog implements TableCatalog {
    /** Jobs that write to the same table may register it at the same time; each look at what the other left takes one attempt. */
    private static final int MAX_ATTEMPTS = 3;

    private final GlueClient glue;

    GlueCatalog(GlueClient glue) {
        this.glue = glue;
    }

    /**
     * Connects to the catalog of the caller's account.
     *
     * @param settings those of Hadoop; the region of S3A holds where the SDK finds none
     */
    public static GlueCatalog connect(Configuration settings) {
        try {
            return new GlueCatalog(AwsClients.glue(Optional.ofNullable(settings.get("fs.s3a.endpoint.region"))));
        } catch (SdkException e) {
            throw refusal(e);
        }
    }

    @Override
    public Change register(CatalogEntry entry) {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(entry);
            } catch (AlreadyExistsException | ConcurrentModificationException overtaken) {
                if (attempt == MAX_ATTEMPTS) {
                    throw refusal(overtaken);
                }
            } catch (SdkException e) {
                throw refusal(e);
            }
        }
    }

    private Change attempt(CatalogEntry entry) {
        Optional<Table> stored = find(entry);
        if (stored.isEmpty()) {
            create(entry);
            return Change.CREATED;
        }
        GlueEntry.refuseOther(entry, stored.get());
        TableInput wanted = GlueEntry.corrected(entry, stored.get());
        if (wanted.equals(GlueEntry.asStored(stored.get()))) {
            return Change.UNCHANGED;
        }
        // With the version that was looked at, so that a change by somebody else is not lost.
        glue.updateTable(update -> update.databaseName(entry.database())
                .tableInput(wanted)
                .versionId(stored.get().versionId()));
        return Change.UPDATED;
    }

    private Optional<Table> find(CatalogEntry entry) {
        try {
            return Optional.of(glue.getTable(
                            request -> request.databaseName(entry.database()).name(entry.table()))
                    .table());
        } catch (EntityNotFoundException e) {
            return Optional.empty();
        }
    }

    private void create(CatalogEntry entry) {
        TableInput input = GlueEntry.of(entry);
        try {
            glue.createTable(request -> request.databaseName(entry.database()).tableInput(input));
        } catch (EntityNotFoundException noDatabase) {
            glue.createDatabase(request -> request.databaseInput(
                    database -> database.name(entry.database()).description("Tables of Tripmill.")));
            glue.createTable(request -> request.databaseName(entry.database()).tableInput(input));
        }
    }

    private static CatalogRefusal refusal(SdkException e) {
        AwsProblem problem = AwsProblem.of(e);
        return new CatalogRefusal(problem.sentence(), problem.remedy(), e);
    }

    @Override
    public void close() {
        glue.close();
    }
}
