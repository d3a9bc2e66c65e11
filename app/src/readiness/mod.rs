//! Equal readiness over time: how far apart a programme's districts were at the
//! end of each month, as now known. Everybody may read it.

pub mod chart;
pub mod model;
pub mod page;
pub mod store;
pub mod text;
