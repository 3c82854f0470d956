//! The container that the fitted weights come in.
//!
//! Layout: the magic `SCW1`, the length of a JSON index (u32, little endian), the index, then the data. The index names
//! each tensor with its type, shape and place. Matrices are 8-bit rows with one scale a row; everything else is `f32`.

use crate::error::{Error, Result};
use serde::Deserialize;
use std::collections::BTreeMap;

const MAGIC: &[u8; 4] = b"SCW1";

/// A matrix in 8-bit rows: the value at `[r][c]` is `data[r * cols + c] * scales[r]`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rows<'a> {
    /// Values, row by row.
    pub(crate) data: &'a [i8],
    /// One scale a row.
    pub(crate) scales: &'a [u8],
    /// Columns.
    pub(crate) cols: usize,
}

impl Rows<'_> {
    /// Number of rows.
    pub(crate) fn rows(&self) -> usize {
        self.scales.len() / 4
    }

    /// The scale of row `r`; 0 for a row that does not exist.
    pub(crate) fn scale(&self, r: usize) -> f32 {
        self.scales
            .get(r * 4..r * 4 + 4)
            .map_or(0.0, |b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]))
    }
}

#[derive(Debug, Deserialize)]
struct Entry {
    dtype: String,
    shape: Vec<usize>,
    offset: usize,
    #[serde(default)]
    scales: usize,
}

#[derive(Debug, Deserialize)]
struct Index {
    tensors: BTreeMap<String, Entry>,
    #[serde(default)]
    meta: serde_json::Value,
}

/// An opened container.
pub(crate) struct Weights<'a> {
    index: Index,
    data: &'a [u8],
}

fn damaged(problem: impl Into<String>) -> Error {
    Error::Model {
        problem: problem.into(),
    }
}

impl<'a> Weights<'a> {
    /// Opens a container.
    ///
    /// # Errors
    /// [`Error::Model`] if it is none, or its index can't be read.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self> {
        let rest = bytes.strip_prefix(MAGIC).ok_or_else(|| damaged("no model container"))?;
        let (len, rest) = rest.split_first_chunk::<4>().ok_or_else(|| damaged("index cut off"))?;
        let len = u32::from_le_bytes(*len) as usize;
        let index = rest.get(..len).ok_or_else(|| damaged("index cut off"))?;
        let index = serde_json::from_slice(index).map_err(|e| damaged(format!("index: {e}")))?;
        Ok(Self {
            index,
            data: &rest[len..],
        })
    }

    /// Free-form facts stored with the weights.
    pub(crate) fn meta(&self) -> &serde_json::Value {
        &self.index.meta
    }

    fn entry(&self, name: &str, dtype: &str) -> Result<&Entry> {
        match self.index.tensors.get(name) {
            Some(e) if e.dtype == dtype => Ok(e),
            Some(e) => Err(damaged(format!("{name} is {}, expected {dtype}", e.dtype))),
            None => Err(damaged(format!("{name} is missing"))),
        }
    }

    fn slice(&self, name: &str, offset: usize, len: usize) -> Result<&'a [u8]> {
        offset
            .checked_add(len)
            .and_then(|end| self.data.get(offset..end))
            .ok_or_else(|| damaged(format!("{name} is cut off")))
    }

    /// The floats called `name`.
    ///
    /// # Errors
    /// [`Error::Model`] if they are missing or not `len` of them.
    pub(crate) fn floats(&self, name: &str, len: usize) -> Result<Vec<f32>> {
        let e = self.entry(name, "f32")?;
        if e.shape.iter().product::<usize>() != len {
            return Err(damaged(format!(
                "{name} has shape {:?}, expected {len} values",
                e.shape
            )));
        }
        let bytes = self.slice(name, e.offset, len * 4)?;
        Ok(bytes
            .chunks_exact(4)
            .map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]))
            .collect())
    }

    /// The 8-bit matrix called `name`, with `cols` columns.
    ///
    /// # Errors
    /// [`Error::Model`] if it is missing or of another width.
    pub(crate) fn rows(&self, name: &str, cols: usize) -> Result<Rows<'a>> {
        let e = self.entry(name, "i8")?;
        let &[r, c] = e.shape.as_slice() else {
            return Err(damaged(format!("{name} is no matrix")));
        };
        if c != cols {
            return Err(damaged(format!("{name} has {c} columns, expected {cols}")));
        }
        let data = self.slice(name, e.offset, r.saturating_mul(c))?;
        let scales = self.slice(name, e.scales, r.saturating_mul(4))?;
        Ok(Rows {
            data: bytes_as_i8(data),
            scales,
            cols,
        })
    }
}

/// Bytes as signed bytes, without a copy.
fn bytes_as_i8(bytes: &[u8]) -> &[i8] {
    bytemuck::cast_slice(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn container(index: &str, data: &[u8]) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend((index.len() as u32).to_le_bytes());
        out.extend(index.as_bytes());
        out.extend(data);
        out
    }

    #[test]
    fn reads_rows_with_their_scales() {
        let index = r#"{"tensors":{"m":{"dtype":"i8","shape":[2,2],"offset":0,"scales":4}}}"#;
        let mut data = vec![1u8, 255, 3, 4];
        data.extend(0.5f32.to_le_bytes());
        data.extend(2.0f32.to_le_bytes());
        let bytes = container(index, &data);
        let w = Weights::open(&bytes).unwrap();
        let m = w.rows("m", 2).unwrap();
        assert_eq!((m.data, m.rows()), (&[1i8, -1, 3, 4][..], 2));
        assert_eq!((m.scale(0), m.scale(1)), (0.5, 2.0));
    }

    #[test]
    fn refuses_what_is_cut_off_or_of_another_shape() {
        let index = r#"{"tensors":{"m":{"dtype":"f32","shape":[2],"offset":0}}}"#;
        let bytes = container(index, &[0; 7]);
        assert!(Weights::open(&bytes).unwrap().floats("m", 2).is_err());
        assert!(Weights::open(&bytes).unwrap().floats("m", 3).is_err());
        assert!(Weights::open(&bytes).unwrap().rows("m", 2).is_err());
        assert!(Weights::open(b"SCW1\xff\xff\xff\xff").is_err());
        assert!(Weights::open(b"").is_err());
    }
}
