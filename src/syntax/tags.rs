//! The tag sets: universal parts of speech, Penn Treebank tags, universal relations.

use std::fmt;

/// Defines an enum of tags with their written names, in a fixed order.
macro_rules! tag_set {
    ($(#[$doc:meta])* $set:ident { $($tag:ident = $name:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum $set { $($tag),* }

        impl $set {
            /// All of them; a tag's place here is its number in the model file.
            pub const ALL: &'static [$set] = &[$($set::$tag),*];

            /// The name in CoNLL-U files.
            pub fn name(self) -> &'static str {
                match self { $($set::$tag => $name),* }
            }

            /// The tag with that name.
            pub fn from_name(name: &str) -> Option<$set> {
                match name { $($name => Some($set::$tag),)* _ => None }
            }
        }

        impl fmt::Display for $set {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.name())
            }
        }
    };
}

tag_set! {
    /// Universal part of speech (universaldependencies.org).
    Upos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET",
        Intj = "INTJ", Noun = "NOUN", Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN",
        Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM", Verb = "VERB", X = "X",
    }
}

tag_set! {
    /// Penn Treebank tag as UD English uses it, which tells verb forms and number.
    Xpos {
        Nn = "NN", Nns = "NNS", Nnp = "NNP", Nnps = "NNPS",
        Vb = "VB", Vbd = "VBD", Vbg = "VBG", Vbn = "VBN", Vbp = "VBP", Vbz = "VBZ", Md = "MD",
        Jj = "JJ", Jjr = "JJR", Jjs = "JJS", Rb = "RB", Rbr = "RBR", Rbs = "RBS", Rp = "RP",
        In = "IN", To = "TO", Cc = "CC", Cd = "CD", Dt = "DT", Pdt = "PDT", Ex = "EX",
        Prp = "PRP", PrpPoss = "PRP$", Pos = "POS",
        Wdt = "WDT", Wp = "WP", WpPoss = "WP$", Wrb = "WRB",
        Fw = "FW", Ls = "LS", Uh = "UH", Sym = "SYM", Add = "ADD", Afx = "AFX", Gw = "GW",
        Nfp = "NFP", Hyph = "HYPH", Dollar = "$", Stop = ".", Comma = ",", Colon = ":",
        OpenBracket = "-LRB-", CloseBracket = "-RRB-", OpenQuote = "``", CloseQuote = "''",
    }
}

tag_set! {
    /// Universal dependency relation with the subtypes of EWT and GUM.
    Relation {
        Root = "root", Nsubj = "nsubj", NsubjPass = "nsubj:pass", NsubjOuter = "nsubj:outer",
        Obj = "obj", Iobj = "iobj", Obl = "obl", OblAgent = "obl:agent",
        OblUnmarked = "obl:unmarked", Nmod = "nmod", NmodPoss = "nmod:poss",
        NmodUnmarked = "nmod:unmarked", NmodDesc = "nmod:desc", Amod = "amod",
        Advmod = "advmod", Aux = "aux", AuxPass = "aux:pass", Cop = "cop", Mark = "mark",
        Case = "case", Det = "det", DetPredet = "det:predet", Nummod = "nummod",
        Compound = "compound", CompoundPrt = "compound:prt", Flat = "flat", Fixed = "fixed",
        Appos = "appos", Conj = "conj", Cc = "cc", CcPreconj = "cc:preconj", Acl = "acl",
        AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl", Ccomp = "ccomp",
        Xcomp = "xcomp", Csubj = "csubj", CsubjPass = "csubj:pass", CsubjOuter = "csubj:outer",
        Expl = "expl", Parataxis = "parataxis", Vocative = "vocative", List = "list",
        Discourse = "discourse", Dislocated = "dislocated", Goeswith = "goeswith",
        Orphan = "orphan", Reparandum = "reparandum", Punct = "punct", Dep = "dep",
    }
}

impl Relation {
    /// Whether it is `relation` or a subtype of it: `nsubj:pass` is a kind of `nsubj`.
    pub fn is_kind_of(self, relation: Relation) -> bool {
        let base = |name: &'static str| name.split(':').next();
        self == relation || base(self.name()) == Some(relation.name())
    }
}

impl Xpos {
    /// Whether it is a verb with tense, or a modal.
    pub(super) fn is_finite(self) -> bool {
        matches!(self, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
    }
}
