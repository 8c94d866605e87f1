//! The text of a panic.

use std::any::Any;

/// The message that a caught panic came with: `panic!("text")` carries a `&str`, a formatted
/// message a `String`. Empty for a payload of another type.
pub(crate) fn panic_text(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_and_formatted_messages_are_both_read() {
        let number = 7;
        let plain = std::panic::catch_unwind(|| panic!("it broke")).unwrap_err();
        let formatted = std::panic::catch_unwind(|| panic!("{number} broke")).unwrap_err();
        let other = std::panic::catch_unwind(|| std::panic::panic_any(number)).unwrap_err();
        assert_eq!(panic_text(plain.as_ref()), "it broke");
        assert_eq!(panic_text(formatted.as_ref()), "7 broke");
        assert_eq!(panic_text(other.as_ref()), "");
    }
}
