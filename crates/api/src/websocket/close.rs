//! Why a connection is closed.

use axum::extract::ws::CloseFrame;

use crate::document::Refusal;

/// Why a connection is closed, by the codes of the protocol.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Close {
    /// A message is not of the protocol; the sentence says why.
    Invalid(String),
    /// Something was asked before the connection had introduced itself.
    Unauthorized,
    /// What the connection introduced itself with proves nothing.
    Forbidden,
    /// The introduction was refused unread; the sentence says why.
    Refused(String),
    /// The client speaks no protocol that there is.
    UnknownProtocol,
    /// The connection did not introduce itself in time.
    InitTimeout,
    /// An operation of this id is under way.
    Exists(String),
    /// The connection introduced itself twice.
    TooManyInits,
    /// A message is larger than the limit.
    TooLarge,
    /// The server stops.
    GoingAway,
}

/// Bytes that the reason of a close frame may have: a control frame has 125, the code two.
const LONGEST_REASON: usize = 123;

impl Close {
    /// Closes a connection whose introduction was refused.
    pub(crate) fn refused(refusal: Refusal) -> Self {
        let mut errors = refusal.errors.into_iter();
        Self::Refused(errors.next().map(|it| it.message).unwrap_or_default())
    }

    pub(crate) fn code(&self) -> u16 {
        match self {
            Self::GoingAway => 1001,
            Self::TooLarge => 1009,
            Self::Invalid(_) => 4400,
            Self::Unauthorized => 4401,
            Self::Forbidden | Self::Refused(_) => 4403,
            Self::UnknownProtocol => 4406,
            Self::InitTimeout => 4408,
            Self::Exists(_) => 4409,
            Self::TooManyInits => 4429,
        }
    }

    fn reason(&self) -> String {
        match self {
            Self::Invalid(reason) | Self::Refused(reason) => reason.clone(),
            Self::Exists(id) => format!("Subscriber for {id} already exists"),
            Self::Unauthorized => "Unauthorized".to_owned(),
            Self::Forbidden => "Forbidden".to_owned(),
            Self::UnknownProtocol => "Subprotocol not acceptable".to_owned(),
            Self::InitTimeout => "Connection initialisation timeout".to_owned(),
            Self::TooManyInits => "Too many initialisation requests".to_owned(),
            Self::TooLarge => "Message too large".to_owned(),
            Self::GoingAway => "The server stops".to_owned(),
        }
    }

    /// The frame, its reason cut to what fits.
    pub(crate) fn frame(&self) -> CloseFrame {
        let mut reason = self.reason();
        let mut end = LONGEST_REASON.min(reason.len());
        while !reason.is_char_boundary(end) {
            end -= 1;
        }
        reason.truncate(end);
        CloseFrame {
            code: self.code(),
            reason: reason.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_fits_its_frame_whatever_a_client_calls_its_operation() {
        for id in ["1", &"å".repeat(200), &format!("a{}", "å".repeat(200))] {
            let frame = Close::Exists(id.to_owned()).frame();
            assert!(frame.reason.len() <= LONGEST_REASON);
            assert_eq!(frame.code, 4409);
        }
    }
}
