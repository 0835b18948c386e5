package io.tripmill.jobs.local.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The definitions of jobs, as JSON by the names of Glue's API. */
interface JobRegistry extends AutoCloseable {
    /** What can be changed of a job; empty if there is none of this name. */
    Optional<ObjectNode> find(String name);

    /** Defines a new job. */
    void create(ObjectNode createJobRequest);

    /** Replaces the definition of a job; what it leaves out is reset. */
    void update(String name, ObjectNode jobUpdate);

    @Override
    void close();
}
