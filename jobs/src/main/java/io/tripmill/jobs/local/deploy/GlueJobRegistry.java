package io.tripmill.jobs.local.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.CreateJobRequest;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.JobUpdate;

/** The jobs of an account in AWS Glue. */
record GlueJobRegistry(GlueClient glue) implements JobRegistry {
    @Override
    public Optional<ObjectNode> find(String name) {
        try {
            return Optional.of(
                    SdkJson.shared(glue.getJob(request -> request.jobName(name)).job(), JobUpdate.builder()));
        } catch (EntityNotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public void create(ObjectNode createJobRequest) {
        glue.createJob(
                SdkJson.fill(CreateJobRequest.builder(), createJobRequest).build());
    }

    @Override
    public void update(String name, ObjectNode jobUpdate) {
        JobUpdate definition = SdkJson.fill(JobUpdate.builder(), jobUpdate).build();
        glue.updateJob(request -> request.jobName(name).jobUpdate(definition));
    }

    @Override
    public void close() {
        glue.close();
    }
}
