package io.tripmill.jobs.trips.trajectory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads thresholds by kind of vehicle from JSON text:
 *
 * <pre>{@code
 * {"profiles": [
 *   {"vehicle_type": "scooter_standing", "stay_radius_m": 50, "max_speed_kmh": 45},
 *   {"mode": "ferry", "stay_min_duration": "PT3M", "trip_stay_min_duration": "PT10M"}]}
 * }</pre>
 *
 * <p>The first profile that applies to a session wins. A value left out falls back to the given thresholds.
 */
public final class Profiles {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String PROFILES = "profiles";
    private static final String VEHICLE_TYPE = "vehicle_type";
    private static final String MODE = "mode";
    private static final String STAY_RADIUS_M = "stay_radius_m";
    private static final String STAY_MIN_DURATION = "stay_min_duration";
    private static final String TRIP_STAY_MIN_DURATION = "trip_stay_min_duration";
    private static final String MAX_SPEED_KMH = "max_speed_kmh";
    private static final List<String> KEYS =
            List.of(VEHICLE_TYPE, MODE, STAY_RADIUS_M, STAY_MIN_DURATION, TRIP_STAY_MIN_DURATION, MAX_SPEED_KMH);

    private final List<String> problems = new ArrayList<>();
    private final Thresholds fallback;

    private Profiles(Thresholds fallback) {
        this.fallback = fallback;
    }

    /**
     * Reads the profiles in their order.
     *
     * @param fallback what a profile leaves out
     * @throws InvalidProfiles with every problem of the text
     */
    public static List<Profile> parse(String json, Thresholds fallback) {
        Profiles reading = new Profiles(fallback);
        List<Profile> profiles = reading.document(json);
        if (!reading.problems.isEmpty()) {
            throw new InvalidProfiles(reading.problems);
        }
        return profiles;
    }

    private List<Profile> document(String json) {
        JsonNode document;
        try {
            document = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            problems.add("the profiles are not JSON: " + e.getOriginalMessage() + place(e));
            return List.of();
        }
        if (!document.isObject()) {
            problems.add("the profiles are not an object; write {\"profiles\": [...]}");
            return List.of();
        }
        unknownKeys(document, "", Set.of(PROFILES), "only profiles");
        JsonNode list = document.get(PROFILES);
        if (list == null || !list.isArray()) {
            problems.add("profiles: " + (list == null ? "is missing" : list + " is not a list")
                    + "; write a list of objects, [{...}, {...}]");
            return List.of();
        }
        List<Profile> profiles = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Profile profile = profile(list.get(i), "profiles[" + i + "]");
            if (profile != null) {
                profiles.add(profile);
            }
        }
        return List.copyOf(profiles);
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        " (line %d, column %d)",
                        e.getLocation().getLineNr(),
                        e.getLocation().getColumnNr());
    }

    private @Nullable Profile profile(JsonNode node, String where) {
        if (!node.isObject()) {
            problems.add(where + ": " + node + " is not an object; write {\"vehicle_type\": \"bus\", ...}");
            return null;
        }
        int problemsBefore = problems.size();
        unknownKeys(node, where + ".", Set.copyOf(KEYS), "one of " + String.join(", ", KEYS));
        String vehicleType = selector(node, where, VEHICLE_TYPE);
        String mode = selector(node, where, MODE);
        if (!node.has(VEHICLE_TYPE) && !node.has(MODE)) {
            problems.add(where + ": applies to nothing; write vehicle_type, mode or both");
        }
        double stayRadiusM = positive(node, where, STAY_RADIUS_M, fallback.stayRadiusM());
        Duration stay = duration(node, where, STAY_MIN_DURATION, fallback.stayMinDuration());
        Duration tripStay = duration(node, where, TRIP_STAY_MIN_DURATION, fallback.tripStayMinDuration());
        double maxSpeedKmh = positive(node, where, MAX_SPEED_KMH, fallback.maxSpeedKmh());
        return problems.size() > problemsBefore
                ? null
                : new Profile(vehicleType, mode, new Thresholds(stayRadiusM, stay, tripStay, maxSpeedKmh));
    }

    private void unknownKeys(JsonNode object, String prefix, Set<String> known, String remedy) {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                problems.add(prefix + name + ": is unknown; write " + remedy);
            }
        }
    }

    private @Nullable String selector(JsonNode profile, String where, String key) {
        JsonNode value = profile.get(key);
        if (value == null) {
            return null;
        }
        if (!value.isTextual() || value.textValue().isBlank()) {
            refuse(where, key, value, "is no name; write text such as \"bus\"");
            return null;
        }
        return value.textValue();
    }

    private double positive(JsonNode profile, String where, String key, double fallbackValue) {
        JsonNode value = profile.get(key);
        if (value == null) {
            return fallbackValue;
        }
        if (!value.isNumber() || !Thresholds.isPositive(value.doubleValue())) {
            refuse(where, key, value, "is not a number greater than 0; write one such as " + fallbackValue);
            return fallbackValue;
        }
        return value.doubleValue();
    }

    private Duration duration(JsonNode profile, String where, String key, Duration fallbackValue) {
        JsonNode value = profile.get(key);
        if (value == null) {
            return fallbackValue;
        }
        Duration duration = value.isTextual() ? parsed(value.textValue()) : null;
        if (duration == null || !Micros.canCount(duration)) {
            refuse(
                    where,
                    key,
                    value,
                    "is not a duration longer than PT0S; write one such as \"" + fallbackValue + "\"");
            return fallbackValue;
        }
        return duration;
    }

    private static @Nullable Duration parsed(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private void refuse(String where, String key, JsonNode value, String why) {
        problems.add(where + "." + key + ": " + value + " " + why);
    }
}
