//! A set of zones.

use super::Zone;

/// A set of zones, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ZoneSet(u16);

const _: () = assert!(Zone::ALL.len() <= u16::BITS as usize, "a set has a bit for every zone");

impl ZoneSet {
    /// The zones of an article's own text.
    pub(crate) const OWN: Self = {
        let (mut own, mut at) = (0, 0);
        while at < Zone::ALL.len() {
            if Zone::ALL[at].is_own() {
                own |= Self::bit(Zone::ALL[at]);
            }
            at += 1;
        }
        Self(own)
    };

    const fn bit(zone: Zone) -> u16 {
        1 << zone as u16
    }

    /// Whether it has a zone.
    #[inline]
    pub(crate) const fn has(self, zone: Zone) -> bool {
        self.0 & Self::bit(zone) != 0
    }
}

impl FromIterator<Zone> for ZoneSet {
    fn from_iter<I: IntoIterator<Item = Zone>>(zones: I) -> Self {
        Self(zones.into_iter().fold(0, |bits, zone| bits | Self::bit(zone)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_the_zones_that_were_put_in() {
        let set: ZoneSet = [Zone::Lead, Zone::Boilerplate].into_iter().collect();
        let there: Vec<Zone> = Zone::ALL.into_iter().filter(|&zone| set.has(zone)).collect();
        assert_eq!(there, [Zone::Lead, Zone::Boilerplate]);
        assert!(Zone::ALL.into_iter().all(|zone| ZoneSet::OWN.has(zone) == zone.is_own()));
    }
}
