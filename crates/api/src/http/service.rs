//! What the handlers share.

use vanort_register::Register;

use crate::auth::AdminToken;
use crate::limits::Limits;
use crate::schema::Schema;

/// What the handlers share.
#[derive(Clone)]
pub(crate) struct Service {
    pub(crate) register: Register,
    pub(crate) schema: Schema,
    pub(crate) admin_token: Option<AdminToken>,
    pub(crate) limits: Limits,
}
