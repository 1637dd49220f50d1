//! Names that sources give to a place and nobody means it by: those of another town now, and words for
//! a people; and names that are a place's main name, up to the spelling.

use super::forms::Forms;
use super::places::Places;
use super::sorter::Named;
use crate::gazetteer::feature::FeatureClass;
use crate::gazetteer::fold::fold_into;
use crate::gazetteer::name::NameKind;
use crate::gazetteer::spelling::Spelling;
use rustc_hash::FxHashMap;

/// Takes a name, given folded, from settlements that are not called so.
pub(super) fn drop(name: &str, bearers: &mut Vec<Named>, places: &Places, forms: &Forms) {
    drop_peoples(name, bearers, places, forms);
    drop_those_of_others(name, bearers, places);
}

/// Makes the short form of a main name as good as that, "Frankfurt" for Frankfurt am Main, "Aurora" for the
/// Province of Aurora; or, where no place has the name so, another spelling: "Bara" for Barah, "Idleb" for Idlib.
pub(super) fn call_main(name: &str, bearers: &mut [Named], places: &Places) {
    if bearers.iter().all(|named| named.kind == NameKind::Main) {
        return;
    }
    let folded: Vec<String> = bearers
        .iter()
        .map(|named| {
            let mut main = String::new();
            fold_into(places.name(named.row), &mut main);
            main
        })
        .collect();
    let spelling = Spelling::new(name);
    let is_short = |main: &str| {
        let rest = main
            .strip_prefix(name)
            .and_then(|rest| rest.strip_prefix(' '));
        rest.is_some_and(|rest| ADDS.contains(&rest.split(' ').next().unwrap_or_default()))
    };
    let is_taken = folded.iter().any(|main| is_short(main));
    for (named, main) in bearers.iter_mut().zip(&folded) {
        if is_short(main) || !is_taken && spelling.likeness(main) >= SPELLING {
            named.kind = NameKind::Main;
        }
    }
}

/// Words by which a long name says which of several places it is: "upon Tyne", "sur Mer".
const ADDS: &[&str] = &[
    "am", "an", "im", "in", "bei", "ob", "upon", "on", "under", "by", "sur", "sous", "aan", "nad",
    "pod", "na", "pri",
];

/// Takes a word for the people of one country from settlements of others: "Thai" is an other name of
/// Alor Setar in Malaysia, "German" of San Germán in Mexico.
fn drop_peoples(name: &str, bearers: &mut Vec<Named>, places: &Places, forms: &Forms) {
    let Some(peoples) = forms.demonyms.get(name) else {
        return;
    };
    bearers.retain(|named| {
        let country = places.country(named.row);
        let is_foreign = peoples
            .iter()
            .all(|people| people.country.is_some() && people.country != country);
        named.kind == NameKind::Main || !is_settlement(named, places) || !is_foreign
    });
}

fn is_settlement(named: &Named, places: &Places) -> bool {
    places.kind(named.row).class == FeatureClass::Populated
}

/// From this likeness on a name is a spelling of a main name: "sloviansk" and "slovyansk" have .89,
/// "raqqa" and "ar raqqah", of whom the rule knows nothing, .56. By convention.
const SPELLING: f64 = 0.8;

/// A main name that is spelt like the name is meant if its place is no smaller than one in so many.
const COMPARABLE: u64 = 4;

/// Takes a name from settlements it has nothing to do with where one of their size in the same
/// country has it for a main name, up to the spelling: Nikopol was called Sloviansk once, as
/// Slovyansk is now.
fn drop_those_of_others(name: &str, bearers: &mut Vec<Named>, places: &Places) {
    let is_other = |named: &Named| named.kind != NameKind::Main && is_settlement(named, places);
    if bearers.len() < 2 || !bearers.iter().any(is_other) {
        return;
    }
    let spelling = Spelling::new(name);
    let mut owners: FxHashMap<[u8; 2], u64> = FxHashMap::default();
    let mut unlike = Vec::new();
    let mut main = String::new();
    for named in bearers.iter().filter(|named| is_settlement(named, places)) {
        main.clear();
        fold_into(places.name(named.row), &mut main);
        let alike = spelling.likeness(&main);
        let row = places.row(named.row);
        if alike >= SPELLING {
            let most = owners.entry(row.country).or_default();
            *most = row.population.max(*most);
        } else if alike == 0.0 && is_other(named) && !main.contains(name) {
            unlike.push((named.row, row));
        }
    }
    unlike.retain(|(_, row)| {
        let owner = owners.get(&row.country).copied().unwrap_or(0);
        owner > 0 && owner * COMPARABLE >= row.population
    });
    bearers.retain(|named| !unlike.iter().any(|(row, _)| *row == named.row));
}
