package io.tripmill.run.aws;

import java.util.Optional;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Clients of AWS. Credentials, region and endpoint are found as the SDK finds them, such as {@code AWS_REGION} and
 * {@code AWS_ENDPOINT_URL_GLUE}; a caller closes what it opens.
 */
public final class AwsClients {
    /** Jobs that end together ask the catalog together: patience is cheaper than a failed run. */
    private static final int MAX_ATTEMPTS = 8;

    private AwsClients() {}

    /**
     * A client of AWS Glue.
     *
     * @param otherwise the region, where the SDK finds none
     */
    public static GlueClient glue(Optional<String> otherwise) {
        return prepared(GlueClient.builder(), otherwise).build();
    }

    /**
     * A client of S3.
     *
     * @param otherwise the region, where the SDK finds none
     */
    public static S3Client s3(Optional<String> otherwise) {
        return prepared(S3Client.builder(), otherwise).build();
    }

    /**
     * A client of DynamoDB.
     *
     * @param otherwise the region, where the SDK finds none
     */
    public static DynamoDbClient dynamoDb(Optional<String> otherwise) {
        return prepared(DynamoDbClient.builder(), otherwise).build();
    }

    /**
     * The region that the SDK finds, else the other one.
     *
     * @throws SdkClientException if there is neither
     */
    public static Region region(Optional<String> otherwise) {
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion();
        } catch (SdkClientException notFound) {
            return otherwise.map(Region::of).orElseThrow(() -> notFound);
        }
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B prepared(
            B builder, Optional<String> otherwise) {
        return builder.region(region(otherwise))
                // Named, since the SDK refuses to choose where several are on the class path.
                .httpClientBuilder(ApacheHttpClient.builder())
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(MAX_ATTEMPTS)
                                .build())
                        .build());
    }
}
