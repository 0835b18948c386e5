package io.tripmill.testkit.aws;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Buckets and objects of S3, as far as Tripmill puts and asks for them. */
public final class S3Service {
    private final Calls calls = new Calls();
    private final TreeSet<String> buckets = new TreeSet<>();
    private final Map<String, StoredObject> objects = new TreeMap<>();

    /** What was put under a name, read as UTF-8, with the user's metadata in lower case. */
    public record StoredObject(String text, Map<String, String> metadata) {}

    S3Service() {}

    public Calls calls() {
        return calls;
    }

    public synchronized void make(String bucket) {
        buckets.add(bucket);
    }

    /** The names of all objects, as {@code bucket/key}. */
    public synchronized Set<String> names() {
        return Set.copyOf(objects.keySet());
    }

    /** An object by {@code bucket/key}; throws if there is none. */
    public synchronized StoredObject object(String name) {
        return Optional.ofNullable(objects.get(name)).orElseThrow();
    }

    synchronized void put(String bucket, String key, StoredObject object) {
        admit("PutObject", bucket);
        objects.put(bucket + "/" + key, object);
    }

    synchronized Optional<StoredObject> find(String bucket, String key) {
        admit("HeadObject", bucket);
        return Optional.ofNullable(objects.get(bucket + "/" + key));
    }

    synchronized void expect(String bucket) {
        admit("HeadBucket", bucket);
    }

    private void admit(String call, String bucket) {
        calls.note(call, new Refusal(503, "SlowDown", "Please reduce your request rate."));
        if (calls.isDenied(call)) {
            throw new Refusal(403, "AccessDenied", "Access Denied");
        }
        if (!buckets.contains(bucket)) {
            throw new Refusal(404, "NoSuchBucket", "The specified bucket does not exist");
        }
    }
}
