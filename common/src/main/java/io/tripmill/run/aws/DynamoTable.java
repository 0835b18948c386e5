package io.tripmill.run.aws;

import io.tripmill.job.ConditionalPuts;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.RunFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** A table of DynamoDB; it must be there. */
public final class DynamoTable implements AutoCloseable {
    private final DynamoDbClient client;
    private final ConditionalPuts puts;

    private DynamoTable(DynamoDbClient client, ConditionalPuts puts) {
        this.client = client;
        this.puts = puts;
    }

    /** Opens the table of these puts. */
    public static DynamoTable open(ConditionalPuts puts) {
        try {
            return new DynamoTable(AwsClients.dynamoDb(Optional.empty()), puts);
        } catch (SdkException e) {
            throw refused(puts.table(), e);
        }
    }

    /**
     * Puts the items, each unless a newer one is there; gives what the report notes.
     *
     * @throws RunFailure if DynamoDB can't be reached or refuses; items before that are put, and are put again in the next run
     */
    public Map<String, String> put(List<ConditionalPuts.Item> items) {
        long older = items.stream().filter(item -> !put(item)).count();
        return Map.of("items_put", Long.toString(items.size() - older), "items_older", Long.toString(older));
    }

    /** Whether it was put: no newer one was there. */
    private boolean put(ConditionalPuts.Item item) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        item.texts().forEach((name, text) -> attributes.put(name, AttributeValue.fromS(text)));
        item.numbers().forEach((name, number) -> attributes.put(name, AttributeValue.fromN(Long.toString(number))));
        AttributeValue age = attributes.get(puts.age());
        if (age == null || !attributes.keySet().containsAll(puts.key())) {
            throw new IllegalArgumentException("an item has no " + puts.age() + " or lacks a part of its key");
        }
        try {
            client.putItem(request -> request.tableName(puts.table())
                    .item(attributes)
                    .conditionExpression("attribute_not_exists(#key) OR #age <= :age")
                    .expressionAttributeNames(Map.of("#key", puts.key().get(0), "#age", puts.age()))
                    .expressionAttributeValues(Map.of(":age", age)));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        } catch (SdkException e) {
            throw refused(puts.table(), e);
        }
    }

    private static RunFailure refused(String table, SdkException e) {
        AwsProblem problem = AwsProblem.of(e);
        return new RunFailure(
                ErrorCode.DELIVERY,
                "DynamoDB did not take the items of '" + table + "': " + problem.sentence(),
                problem.remedy() + " and run again: items that were put are put again.",
                e);
    }

    @Override
    public void close() {
        client.close();
    }
}
