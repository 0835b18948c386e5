package io.tripmill.geo.zones;

import io.tripmill.geo.Longitude;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;

/**
 * Which zone a place lies in. A zone includes its border; of several zones that include a place, it belongs to the one with the greatest
 * priority, and of these to the one whose id comes first in the order of text. So it belongs to one zone or none, whatever the order in
 * the file.
 *
 * <p>A map travels as bytes and is made once in each JVM: Spark sends what a function holds to each executor once, but makes it anew for
 * each task.
 */
public final class ZoneMap implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int FINGERPRINT_BYTES = 8;

    /** Maps of this JVM by fingerprint, while there is memory for them. */
    private static final Map<String, SoftReference<ZoneMap>> KNOWN = new HashMap<>();

    private final transient byte[] drawing;
    private final transient String fingerprint;
    private final transient ZoneIndex index;

    private ZoneMap(byte[] drawing, String fingerprint, List<Zone> zones) {
        this.drawing = drawing;
        this.fingerprint = fingerprint;
        this.index = new ZoneIndex(zones);
    }

    static ZoneMap of(List<Zone> zones) {
        byte[] drawing = drawn(zones);
        return new ZoneMap(drawing, fingerprint(drawing), zones);
    }

    /**
     * The id of the zone of a place; empty if it lies in none.
     *
     * @param lat degrees
     * @param lng degrees, in any turn around the earth
     */
    public Optional<String> at(double lat, double lng) {
        return index.at(PolygonDrawing.onGrid(lat), Longitude.wrap(PolygonDrawing.onGrid(lng)));
    }

    /** Says of two maps whether they are of the same zones: a hash over ids, priorities and positions, whatever their order. */
    public String fingerprint() {
        return fingerprint;
    }

    private static byte[] drawn(List<Zone> zones) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(zones.size());
            WKBWriter writer = new WKBWriter();
            for (Zone zone : zones.stream().sorted(ZoneIndex.PRECEDENCE).toList()) {
                out.writeUTF(zone.id());
                out.writeInt(zone.priority());
                out.writeInt(zone.parts().size());
                for (Polygon part : zone.parts()) {
                    byte[] shape = writer.write(part);
                    out.writeInt(shape.length);
                    out.write(shape);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static List<Zone> zones(byte[] drawing) {
        List<Zone> zones = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(drawing))) {
            WKBReader reader = new WKBReader();
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                String id = in.readUTF();
                int priority = in.readInt();
                int partCount = in.readInt();
                List<Polygon> parts = new ArrayList<>();
                for (int part = 0; part < partCount; part++) {
                    parts.add((Polygon) reader.read(in.readNBytes(in.readInt())));
                }
                zones.add(new Zone(id, priority, parts));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            throw new IllegalStateException("a polygon that was drawn here can't be read back", e);
        }
        return zones;
    }

    private static String fingerprint(byte[] drawing) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(drawing);
            return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static synchronized ZoneMap received(byte[] drawing, String fingerprint) {
        SoftReference<ZoneMap> reference = KNOWN.get(fingerprint);
        @Nullable ZoneMap known = reference == null ? null : reference.get();
        if (known == null) {
            known = new ZoneMap(drawing, fingerprint, zones(drawing));
            KNOWN.put(fingerprint, new SoftReference<>(known));
        }
        return known;
    }

    private Object writeReplace() {
        return new Sent(drawing, fingerprint);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a map is sent as its drawing");
    }

    /** A map on its way to another JVM. */
    private static final class Sent implements Serializable {
        private static final long serialVersionUID = 1L;

        private final byte[] drawing;
        private final String fingerprint;

        Sent(byte[] drawing, String fingerprint) {
            this.drawing = drawing;
            this.fingerprint = fingerprint;
        }

        private Object readResolve() {
            return received(drawing, fingerprint);
        }
    }
}
