"""Read GNU gettext catalogues (`.mo`), the form in which two packages ship translated names."""

import struct

LITTLE_ENDIAN_MAGIC = 0x950412DE


def read_catalogue(path):
    """Return `{msgid: msgstr}` without the header entry and without untranslated entries."""
    data = path.read_bytes()
    magic, _, count, originals, translations = struct.unpack_from("<5I", data)
    if magic != LITTLE_ENDIAN_MAGIC:
        raise ValueError(f"{path.name}: magic {magic:#x}, expected {LITTLE_ENDIAN_MAGIC:#x}")
    pairs = (
        (read_text(data, originals + 8 * i), read_text(data, translations + 8 * i))
        for i in range(count)
    )
    return {key: value for key, value in pairs if key and value}


def read_text(data, entry):
    """Return the string a length-and-offset entry of the catalogue points to."""
    length, offset = struct.unpack_from("<2I", data, entry)
    return data[offset : offset + length].decode()
