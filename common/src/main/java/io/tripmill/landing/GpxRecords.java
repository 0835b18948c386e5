package io.tripmill.landing;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * GPX: one record is one track point; way points and routes are plans, not positions of a device. A point has the values
 * {@code lat}, {@code lon} and the texts of the elements inside it by their local names, extensions included, and those of them that
 * positions are made of by the names of pings. Whose track it is, GPX has no field for: {@code track_name}, {@code metadata_name} and
 * {@code file_name} are offered. Document types are refused, so there are no entities to expand.
 *
 * @see <a href="https://www.topografix.com/GPX/1/1/">GPX 1.1</a>
 */
final class GpxRecords implements LandedRecords {
    /** A track of a year at one point a second comes to more, but not in one file; this bounds a text without an end. */
    static final long LARGEST_BYTES = 256L * 1024 * 1024;

    private static final Map<String, String> GPX_BY_PINGS_NAME = Map.of(
            "timestamp", "time",
            "lng", "lon",
            "altitude", "ele",
            "heading", "course",
            "satellites", "sat");

    private final LandedFile file;
    private final InputStream in;
    private final XMLStreamReader xml;
    private final Map<String, LandedValue> names = new HashMap<>();
    private long position;

    private GpxRecords(LandedFile file, InputStream in, XMLStreamReader xml) {
        this.file = file;
        this.in = in;
        this.xml = xml;
        names.put("file_name", new LandedValue.Text(FileName.of(file)));
    }

    /** Reads as far as the root, which must be that of GPX. */
    static GpxRecords open(LandedFile file, InputStream text) throws IOException {
        InputStream in = new BoundedStream(text, LARGEST_BYTES);
        try {
            // The JDK's own: another one on the class path may not know the properties.
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            GpxRecords records = new GpxRecords(file, in, factory.createXMLStreamReader(in));
            records.readRoot();
            return records;
        } catch (XMLStreamException e) {
            in.close();
            throw new IOException(e);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public Optional<List<String>> columns() {
        return Optional.empty();
    }

    @Override
    public Optional<LandedRecord> next() throws IOException {
        try {
            String parent = "";
            while (xml.hasNext()) {
                int event = advance();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    String name = xml.getLocalName();
                    switch (name) {
                        case "trkpt" -> {
                            return Optional.of(point());
                        }
                        case "trk" -> {
                            names.remove("track_name");
                            parent = "track_name";
                        }
                        case "metadata" -> parent = "metadata_name";
                        case "wpt", "rte" -> skip();
                        case "name" -> {
                            if (!parent.isEmpty()) {
                                names.put(parent, new LandedValue.Text(text()));
                            }
                        }
                        // Others, such as an author, may have names of their own.
                        case "trkseg" -> parent = "";
                        default -> skip();
                    }
                }
            }
            return Optional.empty();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void readRoot() throws XMLStreamException, IOException {
        int event = xml.getEventType();
        while (event != XMLStreamConstants.START_ELEMENT) {
            event = advance();
        }
        if (!xml.getLocalName().equals("gpx")) {
            throw new IOException(
                    "its root element is '" + Shortening.cut(xml.getLocalName(), 60) + "', but that of GPX is 'gpx'");
        }
    }

    private int advance() throws XMLStreamException, IOException {
        int event = xml.next();
        if (event == XMLStreamConstants.DTD) {
            throw new IOException("it has a document type, which GPX has not");
        }
        return event;
    }

    private LandedRecord point() throws XMLStreamException, IOException {
        Map<String, LandedValue> values = new LinkedHashMap<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            values.put(xml.getAttributeLocalName(i), new LandedValue.Text(xml.getAttributeValue(i)));
        }
        StringBuilder text = new StringBuilder();
        for (int depth = 1; depth > 0; ) {
            switch (advance()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    if (!text.toString().isBlank()) {
                        values.putIfAbsent(
                                xml.getLocalName(),
                                new LandedValue.Text(text.toString().strip()));
                    }
                    text.setLength(0);
                }
                default -> {}
            }
        }
        position++;
        LandedValue.Nested point = new LandedValue.Nested(values);
        String raw = JsonObjects.write(point);
        if (raw.length() > TextLines.LONGEST_BYTES) {
            return LandedRecord.refused(
                    file,
                    position,
                    Shortening.cut(raw, TextLines.KEPT_CHARACTERS),
                    new RecordProblem(RecordProblem.Kind.RECORD_TOO_LONG, "is longer than 256 KiB"));
        }
        values.putAll(names);
        return LandedRecord.read(
                file, position, () -> raw, path -> point.at(GPX_BY_PINGS_NAME.getOrDefault(path, path)));
    }

    /** Leaves the element that was just entered. */
    private void skip() throws XMLStreamException, IOException {
        for (int depth = 1; depth > 0; ) {
            int event = advance();
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }

    /** The text of the element that was just entered, which it leaves. */
    private String text() throws XMLStreamException, IOException {
        StringBuilder text = new StringBuilder();
        for (int event = advance(); event != XMLStreamConstants.END_ELEMENT; event = advance()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                skip();
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(xml.getText());
            }
        }
        return text.toString().strip();
    }
}
