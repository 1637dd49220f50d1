//! Rows that are mostly zeros, as the model file holds them: a fifth of their size.
//!
//! A little-endian 32-bit length of the plain bytes, one bit for each of them (the lowest first,
//! set where the byte is not 0), then the bytes that are not 0.

/// The packed form of `plain`, which must be shorter than 4 GB.
pub(super) fn pack(plain: &[u8]) -> Vec<u8> {
    let mut packed = (plain.len() as u32).to_le_bytes().to_vec();
    packed.extend(plain.chunks(8).map(|eight| {
        let bits = eight.iter().enumerate();
        bits.fold(0u8, |byte, (at, value)| byte | u8::from(*value != 0) << at)
    }));
    packed.extend(plain.iter().filter(|value| **value != 0));
    packed
}

/// What was packed, in rows of `N` bytes; `None` when `packed` is not the work of [`pack`].
pub(super) fn unpack<const N: usize>(packed: &[u8]) -> Option<Vec<[u8; N]>> {
    let (len, rest) = packed.split_first_chunk::<4>()?;
    let len = u32::from_le_bytes(*len) as usize;
    let (bits, values) = rest.split_at_checked(len.div_ceil(8))?;
    let mut values = values.iter();
    let mut rows = vec![[0; N]; len.checked_div(N)?];
    for (eight, &bits) in rows.as_flattened_mut().chunks_mut(8).zip(bits) {
        let mut left = bits;
        while left != 0 {
            *eight.get_mut(left.trailing_zeros() as usize)? = *values.next()?;
            left &= left - 1;
        }
    }
    (values.next().is_none() && len.is_multiple_of(N)).then_some(rows)
}
