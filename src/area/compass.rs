//! Directions of the compass.

/// A direction, or the centre.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Compass {
    /// 1 north, −1 south, 0 neither.
    pub north: i8,
    /// 1 east, −1 west, 0 neither.
    pub east: i8,
    /// "central"; with a direction "south-central".
    pub central: bool,
    /// "far", "northernmost".
    pub far: bool,
}

impl Compass {
    /// The direction of letters as in `words.tsv`: n, s, e, w and c for the centre, f for far.
    pub fn of(letters: &str) -> Compass {
        letters.chars().fold(Compass::default(), |compass, letter| {
            compass.with(match letter {
                'n' => Compass {
                    north: 1,
                    ..Compass::default()
                },
                's' => Compass {
                    north: -1,
                    ..Compass::default()
                },
                'e' => Compass {
                    east: 1,
                    ..Compass::default()
                },
                'w' => Compass {
                    east: -1,
                    ..Compass::default()
                },
                'f' => Compass {
                    far: true,
                    ..Compass::default()
                },
                _ => Compass {
                    central: true,
                    ..Compass::default()
                },
            })
        })
    }

    /// Both together: north with east is north-east.
    pub fn with(self, other: Compass) -> Compass {
        Compass {
            north: self.north + other.north,
            east: self.east + other.east,
            central: self.central || other.central,
            far: self.far || other.far,
        }
    }

    /// Whether the two make one direction: north and east do, north and south do not.
    pub fn joins(self, other: Compass) -> bool {
        let apart = |a: i8, b: i8| a == 0 || b == 0;
        let both = self.with(other);
        apart(self.north, other.north)
            && apart(self.east, other.east)
            && !(self.central && other.central)
            && (both.north, both.east, both.central) != (self.north, self.east, self.central)
    }

    /// Its vector of length one, east and north; `None` for the centre.
    pub fn axis(self) -> Option<(f64, f64)> {
        let (x, y) = (f64::from(self.east), f64::from(self.north));
        let length = x.hypot(y);
        (length > 0.0).then(|| (x / length, y / length))
    }

    /// Whether it lies between two of the four main directions.
    pub fn is_corner(self) -> bool {
        self.north != 0 && self.east != 0
    }
}
