package io.tripmill.jobs.local.deploy;

import io.tripmill.job.ErrorCode;
import io.tripmill.job.RunFailure;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A bucket of S3. What was stored is told by metadata: an ETag is no checksum where a bucket encrypts. */
record S3CodeStore(S3Client s3, String bucket) implements CodeStore {
    private static final String SHA_256 = "tripmill-sha256";
    private static final int NOT_FOUND = 404;

    /**
     * Looks whether the bucket is there: of an object that is missing, S3 does not say why.
     *
     * @throws RunFailure if it is not
     */
    void expectBucket() {
        try {
            s3.headBucket(request -> request.bucket(bucket));
        } catch (S3Exception e) {
            if (e instanceof NoSuchBucketException || e.statusCode() == NOT_FOUND) {
                throw new RunFailure(
                        ErrorCode.DEPLOY,
                        "There is no bucket '" + bucket + "'.",
                        "Make it (aws s3 mb s3://" + bucket + ") or correct --bucket.",
                        e);
            }
            throw e;
        }
    }

    @Override
    public Optional<String> sha256(String uri) {
        try {
            return Optional.ofNullable(
                    s3.headObject(request -> request.bucket(bucket).key(key(uri)))
                            .metadata()
                            .get(SHA_256));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    @Override
    public void put(CodeFile file) {
        s3.putObject(
                request -> request.bucket(bucket).key(key(file.uri())).metadata(Map.of(SHA_256, file.sha256())),
                file.file());
    }

    private static String key(String uri) {
        return uri.replaceFirst("^s3://[^/]+/", "");
    }

    @Override
    public void close() {
        s3.close();
    }
}
