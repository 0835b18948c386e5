package io.tripmill.testkit.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Glue's databases, tables and jobs, as far as Tripmill asks for them. */
public final class GlueService {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Calls calls = new Calls();
    private final Map<String, Map<String, ObjectNode>> databases = new TreeMap<>();
    private final Map<String, ObjectNode> jobs = new HashMap<>();

    GlueService() {}

    public Calls calls() {
        return calls;
    }

    /** A table as it is stored; throws if there is none. */
    public synchronized JsonNode table(String database, String table) {
        return stored(databases.get(database), database + "." + table, table);
    }

    /** A job as it is stored; throws if there is none. */
    public synchronized ObjectNode job(String name) {
        return (ObjectNode) stored(jobs, name, name);
    }

    /** Somebody else stores a table. */
    public synchronized void put(String database, JsonNode tableInput) {
        ObjectNode table = tableInput.deepCopy();
        table.put("DatabaseName", database).put("VersionId", "0");
        databases.computeIfAbsent(database, any -> new TreeMap<>()).put(text(table, "Name"), table);
    }

    synchronized JsonNode answer(String action, JsonNode request) {
        calls.note(action, new Refusal(400, "ThrottlingException", "Rate exceeded"));
        if (calls.isDenied(action)) {
            throw new Refusal(
                    400,
                    "AccessDeniedException",
                    "User: arn:aws:sts::123456789012:assumed-role/tripmill/run is not authorized to perform: glue:"
                            + action);
        }
        return switch (action) {
            case "CreateDatabase" -> createDatabase(required(request, "DatabaseInput"));
            case "GetTable" -> getTable(text(request, "DatabaseName"), text(request, "Name"));
            case "CreateTable" -> createTable(text(request, "DatabaseName"), required(request, "TableInput"));
            case "UpdateTable" -> updateTable(request);
            case "GetJob" -> JSON.createObjectNode().set("Job", job(text(request, "JobName")));
            case "CreateJob" -> createJob((ObjectNode) request);
            case "UpdateJob" -> updateJob(text(request, "JobName"), (ObjectNode) required(request, "JobUpdate"));
            default -> throw Refusal.invalid("no such action: " + action);
        };
    }

    private JsonNode createDatabase(JsonNode input) {
        if (databases.putIfAbsent(text(input, "Name"), new TreeMap<>()) != null) {
            throw new Refusal(400, "AlreadyExistsException", "Database already exists.");
        }
        return JSON.createObjectNode();
    }

    private JsonNode getTable(String database, String table) {
        return JSON.createObjectNode().set("Table", table(database, table));
    }

    private JsonNode createTable(String database, JsonNode input) {
        if (!databases.containsKey(database)) {
            throw Refusal.notFound("Database " + database);
        }
        if (databases.get(database).containsKey(text(input, "Name"))) {
            throw new Refusal(400, "AlreadyExistsException", "Table already exists.");
        }
        put(database, input);
        return JSON.createObjectNode();
    }

    private JsonNode updateTable(JsonNode request) {
        JsonNode input = required(request, "TableInput");
        String database = text(request, "DatabaseName");
        int version = table(database, text(input, "Name")).path("VersionId").asInt();
        if (request.has("VersionId") && request.path("VersionId").asInt() != version) {
            throw new Refusal(400, "ConcurrentModificationException", "The table was changed.");
        }
        put(database, input);
        ((ObjectNode) table(database, text(input, "Name"))).put("VersionId", Integer.toString(version + 1));
        return JSON.createObjectNode();
    }

    private JsonNode createJob(ObjectNode request) {
        if (jobs.containsKey(text(request, "Name"))) {
            throw new Refusal(400, "AlreadyExistsException", "Job already exists.");
        }
        store(text(request, "Name"), request);
        return JSON.createObjectNode().put("Name", text(request, "Name"));
    }

    private JsonNode updateJob(String name, ObjectNode update) {
        job(name);
        store(name, update);
        return JSON.createObjectNode().put("JobName", name);
    }

    /** As Glue does, what the definition leaves out is filled in, and what it replaces is gone. */
    private void store(String name, ObjectNode definition) {
        text(definition, "Role");
        JsonNode command = required(definition, "Command");
        text(command, "Name");
        text(command, "ScriptLocation");
        if (definition.has("WorkerType") && (definition.has("MaxCapacity") || definition.has("AllocatedCapacity"))) {
            throw Refusal.invalid("Please do not set Max Capacity if using Worker Type and Number of Workers.");
        }
        if (definition.has("WorkerType") != definition.has("NumberOfWorkers")) {
            throw Refusal.invalid("Worker Type and Number of Workers belong together.");
        }
        ObjectNode job = definition.deepCopy();
        job.remove("Tags");
        job.put("Name", name).put("CreatedOn", 1_790_000_000.0).put("LastModifiedOn", 1_790_000_000.0);
        int workers = definition.path("NumberOfWorkers").asInt(10);
        job.put("AllocatedCapacity", workers).put("MaxCapacity", (double) workers);
        if (!job.has("Timeout")) {
            job.put("Timeout", 480);
        }
        jobs.put(name, job);
    }

    private static JsonNode stored(@Nullable Map<String, ObjectNode> all, String what, String name) {
        ObjectNode found = all == null ? null : all.get(name);
        if (found == null) {
            throw Refusal.notFound(what);
        }
        return found;
    }

    private static JsonNode required(JsonNode request, String field) {
        if (!request.path(field).isObject()) {
            throw Refusal.invalid(field + " is required.");
        }
        return request.path(field);
    }

    private static String text(JsonNode request, String field) {
        if (!request.path(field).isTextual() || request.path(field).asText().isEmpty()) {
            throw Refusal.invalid(field + " is required.");
        }
        return request.path(field).asText();
    }
}
