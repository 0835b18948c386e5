package io.tripmill.jobs.local.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripmill.jobs.glue.GlueJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What it takes to have a job defined as it should be. */
sealed interface JobChange permits JobChange.Create, JobChange.Update, JobChange.Keep {
    String name();

    /** There is no job of this name yet. */
    record Create(String name, ObjectNode request) implements JobChange {}

    /**
     * The job is defined otherwise.
     *
     * @param definition the whole new one
     */
    record Update(String name, ObjectNode definition, List<Difference> differences) implements JobChange {}

    /** The job is defined so. */
    record Keep(String name) implements JobChange {}

    /**
     * One field.
     *
     * @param field its path, such as {@code Command.ScriptLocation}
     * @param before empty if it was not set
     */
    record Difference(String field, String before, String after) {}

    /** Fields that Glue fills in and refuses to be told where workers are named by type and number. */
    Set<String> DERIVED_BY_GLUE = Set.of("AllocatedCapacity", "MaxCapacity");

    /** Compares a job with what is stored under its name. */
    static JobChange of(GlueJob job, ObjectNode request, Optional<ObjectNode> stored) {
        if (stored.isEmpty()) {
            return new Create(job.name(), request);
        }
        ObjectNode before = stored.get().deepCopy().remove(DERIVED_BY_GLUE);
        ObjectNode after = corrected(before, request);
        List<Difference> differences = differences(before, after);
        return differences.isEmpty() ? new Keep(job.name()) : new Update(job.name(), after, differences);
    }

    /**
     * The stored definition with every field of the request in it. What others added stays: a connection or a tag of theirs, and default
     * arguments of other names.
     */
    private static ObjectNode corrected(ObjectNode stored, ObjectNode request) {
        ObjectNode after = stored.deepCopy();
        ObjectNode wanted = request.deepCopy().without(List.of("Name", "Tags"));
        if (isSameRole(stored.path("Role").asText(), wanted.path("Role").asText())) {
            wanted.set("Role", stored.get("Role"));
        }
        wanted.properties().forEach(field -> {
            if (field.getKey().equals("DefaultArguments")
                    && after.path(field.getKey()).isObject()) {
                ((ObjectNode) after.get(field.getKey())).setAll((ObjectNode) field.getValue());
            } else {
                after.set(field.getKey(), field.getValue());
            }
        });
        return after;
    }

    /** Glue may answer the ARN of a role that was given by its name. */
    private static boolean isSameRole(String stored, String wanted) {
        return stored.equals(wanted)
                || (stored.startsWith("arn:") && !wanted.startsWith("arn:") && stored.endsWith("/" + wanted));
    }

    private static List<Difference> differences(ObjectNode before, ObjectNode after) {
        Map<String, String> was = new TreeMap<>();
        Map<String, String> is = new TreeMap<>();
        leaves("", before, was);
        leaves("", after, is);
        Set<String> fields = new TreeSet<>(was.keySet());
        fields.addAll(is.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String field : fields) {
            Difference difference = new Difference(field, was.getOrDefault(field, ""), is.getOrDefault(field, ""));
            if (!difference.before().equals(difference.after())) {
                differences.add(difference);
            }
        }
        return differences;
    }

    private static void leaves(String path, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.properties()
                    .forEach(member -> leaves(
                            path.isEmpty() ? member.getKey() : path + "." + member.getKey(), member.getValue(), into));
        } else {
            into.put(path, node.isValueNode() ? node.asText() : node.toString());
        }
    }
}
