//! Whether a trigger points to what was told before, or only sets the scene of something else.

use super::trigger::Trigger;
use super::view::View;
use crate::syntax::Relation as R;

/// Verbs whose object is known from what was told before, when it is definite.
pub(super) const ABOUT_KNOWN: &[&str] = &[
    "condemn",
    "denounce",
    "deplore",
    "decry",
    "criticise",
    "criticize",
    "investigate",
    "probe",
    "mourn",
    "witness",
    "survive",
    "blame",
    "praise",
    "welcome",
    "claim",
];

/// "condemned the attack", "claimed responsibility for the attack", "hours after the attack": an
/// event told before.
pub(super) fn refers_back(view: &View<'_>, trigger: &Trigger) -> bool {
    let node = trigger.node;
    let definite = view
        .child(node, &[R::Det])
        .is_some_and(|det| matches!(view.lemma(det), "the" | "this" | "that" | "these" | "those"))
        || view
            .child(node, &[R::DetPredet, R::Det])
            .is_some_and(|det| view.lemma(det) == "both");
    if trigger.frame.verb || !definite {
        return false;
    }
    let Some(head) = view.head(node) else {
        return false;
    };
    let preposition = view.preposition(node);
    let is_for = preposition.as_deref() == Some("for");
    // "hours after the quake", "those behind the attack".
    let bare = view
        .child(node, &[R::Nmod, R::AclRelcl, R::Acl, R::Nummod])
        .is_none();
    let is_beside = matches!(
        preposition.as_deref(),
        Some("after" | "before" | "since" | "during" | "following" | "behind" | "despite")
    );
    if bare && is_beside {
        return true;
    }
    let known =
        ABOUT_KNOWN.contains(&view.lemma(head)) || matches!(view.lemma(head), "describe" | "call");
    // "an inquiry into the killings"
    let is_looked_into = matches!(
        view.lemma(head),
        "inquiry" | "investigation" | "probe" | "inquest" | "report"
    ) && matches!(preposition.as_deref(), Some("into" | "of" | "on"));
    is_looked_into
        || matches!(view.relation(node), R::Obj | R::NsubjPass) && known
        || is_for && (known || matches!(view.lemma(head), "responsibility" | "blame" | "credit"))
}

/// "after the March earthquake", "despite a truce": an event that only sets the scene of another, and
/// does not share its place.
pub(super) fn sets_scene(view: &View<'_>, trigger: &Trigger) -> bool {
    // "after a series of coups"
    let whole = view.head(trigger.node).filter(|head| {
        matches!(
            view.lemma(*head),
            "series" | "string" | "wave" | "spate" | "number"
        ) && view.preposition(trigger.node).as_deref() == Some("of")
    });
    let scene = matches!(
        view.preposition(whole.unwrap_or(trigger.node)).as_deref(),
        Some("after" | "since" | "before" | "despite" | "following" | "ahead of")
    );
    !trigger.frame.verb && scene
}

/// "The strike also wounded a civilian": the subject of its sentence, known from what was told before.
pub(super) fn is_known(view: &View<'_>, trigger: &Trigger) -> bool {
    let node = trigger.node;
    let definite = view
        .child(node, &[R::Det])
        .is_some_and(|det| matches!(view.lemma(det), "the" | "this"));
    // "The strike in Kyauktaw hit": where it was is told with it.
    let is_place = |child: usize| view.in_toponym[child].is_some() || holds_place(view, child);
    let bare = view
        .children_with(
            node,
            &[R::Nmod, R::AclRelcl, R::Acl, R::Nummod, R::NmodPoss],
        )
        .all(|child| {
            view.relation(child) == R::Nmod
                && view.preposition(child).as_deref() == Some("in")
                && is_place(child)
        });
    !trigger.frame.verb
        && definite
        && bare
        && matches!(view.relation(node), R::Nsubj | R::NsubjPass)
}

fn holds_place(view: &View<'_>, node: usize) -> bool {
    view.children_with(node, &[R::Compound, R::Nmod, R::Appos, R::Flat])
        .any(|child| view.in_toponym[child].is_some())
}
