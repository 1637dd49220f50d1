"""Points and radii that stand for areas."""

import math

import shapely

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG
KM_PER_DEGREE = math.radians(EARTH_RADIUS_KM)  # along a great circle


def distance_km(lat1, lon1, lat2, lon2):
    """Return the great-circle (haversine) distance."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half_phi = (phi2 - phi1) / 2
    half_lambda = math.radians(lon2 - lon1) / 2
    a = math.sin(half_phi) ** 2 + math.cos(phi1) * math.cos(phi2) * math.sin(half_lambda) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(a)))


def largest_part(geometry):
    """Return the largest polygon of a geometry."""
    return max(shapely.get_parts(geometry), key=lambda part: part.area)


def representative_point(geometry):
    """Return the (lat, lon) that stands for an area, always inside it.

    The centroid of the largest polygon, or the middle of its largest
    inscribed circle when the centroid lies outside (Croatia, Norway).
    """
    part = largest_part(geometry)
    point = part.centroid
    if not part.contains(point):
        point = shapely.maximum_inscribed_circle(part, tolerance=0.05).interpolate(0)
    return point.y, point.x


def radius_of_area(geometry):
    """Return the radius in km of the circle with the area of the largest polygon."""
    part = largest_part(geometry)
    scale = math.cos(math.radians(part.centroid.y)) * KM_PER_DEGREE**2
    return max(1, round(math.sqrt(part.area * scale / math.pi)))


def weighted_middle(places):
    """Return the (lat, lon) mean of places, weighted by population (at least 100 each).

    Averages on the unit sphere, so places on both sides of the antimeridian agree.
    """
    x = y = z = 0.0
    for place in places:
        weight = max(place.population, 100)
        phi, theta = math.radians(place.lat), math.radians(place.lon)
        x += weight * math.cos(phi) * math.cos(theta)
        y += weight * math.cos(phi) * math.sin(theta)
        z += weight * math.sin(phi)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def radius_of_places(lat, lon, places):
    """Return the distance in km within which nine tenths of the places lie, at least 2 km."""
    distances = sorted(distance_km(lat, lon, place.lat, place.lon) for place in places)
    return max(2, round(distances[(len(distances) - 1) * 9 // 10]))
