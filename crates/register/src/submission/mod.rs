//! What people send in: partner seekers and feedback. They are no records of the register; they
//! stand in tables of their own, are read from the database, and no revision knows them.

mod address;
mod error;
mod feedback;
mod input;
mod partner_seeker;
mod partner_seeker_input;
mod token;

pub use error::{InputMistake, SubmissionError};
pub use feedback::NewFeedback;
pub use input::{InputReader, Lines};
pub use partner_seeker::{Moderation, PartnerSeekerList, Withdrawer};
pub use partner_seeker_input::NewPartnerSeeker;
pub use token::WithdrawalToken;
