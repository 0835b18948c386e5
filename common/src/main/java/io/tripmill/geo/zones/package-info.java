/**
 * Zones drawn as polygons: a GeoJSON file, and which zone a place lies in.
 *
 * <pre>
 * text -> GeoJsonZones -> Zone, of PolygonDrawing -> ZoneMap -> ZoneIndex
 * </pre>
 *
 * <p>Edges are straight lines of latitude and longitude (RFC 7946). One whose ends lie more than 180 and less than 360 degrees of
 * longitude apart runs across the antimeridian.
 */
@NullMarked
package io.tripmill.geo.zones;

import org.jspecify.annotations.NullMarked;
