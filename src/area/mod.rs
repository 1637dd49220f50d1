//! Areas: "northern Syria", "20 km south of Kyiv", "the Turkish border".
