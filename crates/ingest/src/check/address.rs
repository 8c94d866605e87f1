//! Addresses on the web and for mail, as readers will follow them.

use vanort_model::FindingCode;

use crate::check::row::Cell;
use crate::check::row_reader::RowReader;

impl RowReader<'_> {
    /// An address on the web, which begins with http:// or https://.
    pub(super) fn web_address(&mut self, column: &str) -> Cell<String> {
        let cell = self.text(column);
        let Some(written) = cell.filled() else {
            return cell;
        };
        match read_web_address(written) {
            Some(address) if address == *written => cell,
            Some(address) => {
                self.tell_read(column, format!("\"{written}\" lästes som {address}."));
                Cell::Filled(address)
            }
            None => {
                let message = format!("\"{written}\" är ingen webbadress.");
                let suggestion = Some("Skriv hela adressen, med https:// först.".to_owned());
                self.refuse(column, FindingCode::InvalidValue, message, suggestion);
                Cell::Empty
            }
        }
    }

    /// An address for mail.
    pub(super) fn mail_address(&mut self, column: &str) -> Cell<String> {
        let cell = self.text(column);
        if let Some(written) = cell.filled()
            && !is_mail_address(written)
        {
            let message = format!("\"{written}\" är ingen e-postadress.");
            self.refuse(column, FindingCode::InvalidValue, message, None);
            return Cell::Empty;
        }
        cell
    }
}

/// An address that may be followed: no other scheme than the web's, which could run a script. One
/// without a scheme gets it.
fn read_web_address(written: &str) -> Option<String> {
    let (address, rest) = match written.split_once("://") {
        Some((scheme, rest)) => {
            let of_web = ["http", "https"]
                .iter()
                .any(|it| scheme.eq_ignore_ascii_case(it));
            of_web.then(|| (written.to_owned(), rest))?
        }
        None => (format!("https://{written}"), written),
    };
    let host = rest.split(['/', '?', '#']).next()?;
    (is_host(host) && is_unbroken(written)).then_some(address)
}

fn is_mail_address(written: &str) -> bool {
    let parts = written.rsplit_once('@');
    parts.is_some_and(|(name, host)| !name.is_empty() && is_host(host)) && is_unbroken(written)
}

/// Whether a text may be a host's name, with its port: "www.mucf.se", "localhost" is none.
fn is_host(text: &str) -> bool {
    let (name, port) = text.split_once(':').unwrap_or((text, "0"));
    let labels = || name.split('.');
    labels().count() >= 2
        && labels().all(|label| {
            !label.is_empty() && label.chars().all(|it| it.is_alphanumeric() || it == '-')
        })
        && port.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_unbroken(text: &str) -> bool {
    !text.contains(|letter: char| {
        letter.is_whitespace() || letter.is_control() || "<>\"".contains(letter)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_that_a_browser_may_follow_are_taken() {
        for address in [
            "https://www.mucf.se/",
            "http://icld.se",
            "https://x.eu:8080/a?b=c#d",
        ] {
            assert_eq!(read_web_address(address).as_deref(), Some(address));
        }
        let read = read_web_address("www.icld.se/sv");
        assert_eq!(read.as_deref(), Some("https://www.icld.se/sv"));
        for wrong in [
            "javascript:alert(1)",
            "javascript://x.se/%0aalert(1)",
            "ftp://x.se",
            "se sidan",
            "https://",
            "https://x",
            "https://x.se/a b",
            "ingen",
            "x@y.se",
        ] {
            assert_eq!(read_web_address(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_mail_address_has_a_name_and_a_host() {
        assert!(is_mail_address("info@mucf.se"));
        for wrong in [
            "info",
            "@mucf.se",
            "info@mucf",
            "info (a) mucf.se",
            "a b@mucf.se",
        ] {
            assert!(!is_mail_address(wrong), "{wrong}");
        }
    }
}
