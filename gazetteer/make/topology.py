"""Decode TopoJSON into polygons that obey RFC 7946.

The naive decoder joins the arcs and stops. TopoJSON made from Natural
Earth has had its cuts at the antimeridian stitched, so Russia, Fiji and
Antarctica come out with edges that span the whole map. `unwrap` lets such a
ring run past ±180 degrees, `close_over_pole` closes the one that goes round the
pole, and `cut_at_antimeridian` cuts the result and moves the pieces back.
"""

import itertools

import shapely
from shapely import affinity

HALF_TURN = 180.0
FEWEST_RING_POINTS = 4  # quantisation shrinks the smallest islands to fewer


def decode_arcs(topology):
    """Return the arcs as lists of (lon, lat): quantised deltas summed and scaled."""
    (scale_x, scale_y) = topology["transform"]["scale"]
    (move_x, move_y) = topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        xs = itertools.accumulate(x for x, _ in arc)
        ys = itertools.accumulate(y for _, y in arc)
        arcs.append([(x * scale_x + move_x, y * scale_y + move_y) for x, y in zip(xs, ys)])
    return arcs


def ring_of(indices, arcs):
    """Return the coordinates of a ring; a negative index is an arc run backwards."""
    ring = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring.extend(arc[1:] if ring else arc)
    return ring


def unwrap(ring):
    """Return the ring with longitudes made continuous across the antimeridian."""
    shift, result = 0.0, [ring[0]]
    for (previous, _), (lon, lat) in itertools.pairwise(ring):
        if lon - previous > HALF_TURN:
            shift -= 2 * HALF_TURN
        elif previous - lon > HALF_TURN:
            shift += 2 * HALF_TURN
        result.append((lon + shift, lat))
    return result


def close_over_pole(ring):
    """Return the ring closed along the parallel of the pole it goes round, if it does."""
    (first, _), (last, _) = ring[0], ring[-1]
    if abs(last - first) < HALF_TURN:
        return ring
    pole = -90.0 if sum(lat for _, lat in ring) < 0 else 90.0
    return [*ring, (last, pole), (first, pole), ring[0]]


def cut_at_antimeridian(geometry):
    """Return the geometry with every part moved into -180..180 degrees."""
    parts = []
    for turn in (-1, 0, 1):
        middle = turn * 2 * HALF_TURN
        window = shapely.box(middle - HALF_TURN, -90, middle + HALF_TURN, 90)
        piece = geometry.intersection(window)
        if not piece.is_empty:
            parts.append(affinity.translate(piece, xoff=-middle))
    return shapely.union_all(parts)


def polygon_of(rings, arcs):
    """Return the valid polygon, or polygons, of TopoJSON rings."""
    coordinates = [close_over_pole(unwrap(ring_of(ring, arcs))) for ring in rings]
    coordinates = [ring for ring in coordinates if len(ring) >= FEWEST_RING_POINTS]
    if not coordinates:
        return shapely.Polygon()
    polygon = shapely.make_valid(shapely.Polygon(coordinates[0], coordinates[1:]))
    return only_polygons(cut_at_antimeridian(polygon))


def only_polygons(geometry):
    """Return the polygons of a geometry, without the lines and points repair may leave."""
    parts = [p for p in shapely.get_parts(shapely.get_parts(geometry)) if p.geom_type == "Polygon"]
    return shapely.union_all(parts)


def decode(topology, layer):
    """Yield (feature id, properties, geometry) of a TopoJSON layer."""
    arcs = decode_arcs(topology)
    for feature in topology["objects"][layer]["geometries"]:
        if feature.get("type") not in ("Polygon", "MultiPolygon"):
            continue
        polygons = feature["arcs"] if feature["type"] == "MultiPolygon" else [feature["arcs"]]
        geometry = shapely.union_all([polygon_of(rings, arcs) for rings in polygons])
        yield feature.get("id"), feature["properties"], geometry
