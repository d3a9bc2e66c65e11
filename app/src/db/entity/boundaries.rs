//! Each version of the districts' true boundaries. Rows are only added.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "boundaries")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub recorded_at: i64,
    /// `None` where whoever imported them did not say.
    pub source: Option<String>,
    /// JSON, slug → polygons → rings → corners in degrees; `None` when they were removed.
    pub areas: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
