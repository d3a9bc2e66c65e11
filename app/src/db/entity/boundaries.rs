//! The districts' true boundaries, if any were imported.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "boundaries")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    pub imported_at: i64,
    pub source: String,
    /// JSON, slug → polygons → rings → corners in degrees.
    pub areas: String,
}

impl ActiveModelBehavior for ActiveModel {}
