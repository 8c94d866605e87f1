//! The forms of e-mail and web addresses. Whether anybody is there is not asked.

/// Whether a text has the form of an e-mail address. Source: RFC 5321 and RFC 6531, without quoted
/// names and numeric hosts.
pub(super) fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.rsplit_once('@') else {
        return false;
    };
    let is_letter =
        |letter: char| letter.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~-".contains(letter);
    let is_atom = |atom: &str| !atom.is_empty() && atom.chars().all(is_letter);
    name.len() <= 64 && name.split('.').all(is_atom) && is_host(host)
}

/// Whether a text has the form of an address on the web: `http` or `https`, a host with a name, no
/// user before it.
pub(super) fn is_web_address(text: &str) -> bool {
    let Some(rest) = after_scheme(text) else {
        return false;
    };
    let (authority, path) = match rest.find(['/', '?', '#']) {
        Some(end) => rest.split_at_checked(end).unwrap_or((rest, "")),
        None => (rest, ""),
    };
    let (host, port) = match authority.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    };
    let is_forbidden = |letter: char| {
        letter.is_whitespace() || letter.is_control() || "\"<>\\^`{|}".contains(letter)
    };
    is_host(host)
        && port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0))
        && !path.contains(is_forbidden)
}

/// What follows the scheme of a web address.
pub(super) fn after_scheme(text: &str) -> Option<&str> {
    ["https://", "http://"].into_iter().find_map(|scheme| {
        let (begin, rest) = text.split_at_checked(scheme.len())?;
        begin.eq_ignore_ascii_case(scheme).then_some(rest)
    })
}

/// Whether a text has the form of a host's name in full, in any script: two parts or more, the
/// last of them no number.
fn is_host(text: &str) -> bool {
    let is_letter = |letter: char| letter.is_alphanumeric() || letter == '-';
    let is_label = |label: &str| {
        (1..=63).contains(&label.chars().count())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(is_letter)
    };
    let Some((_, last)) = text.rsplit_once('.') else {
        return false;
    };
    text.len() <= 253
        && text.split('.').all(is_label)
        && last.chars().count() >= 2
        && !last.chars().all(|letter| letter.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_address_has_a_name_and_a_host() {
        for right in [
            "a@b.se",
            "anna.ek+vanort@kommun.halmstad.se",
            "åsa@malmö.se",
            "o'neill@example.ie",
            "x@xn--malm-8qa.se",
        ] {
            assert!(is_email(right), "{right}");
        }
        let long = format!("{}@b.se", "a".repeat(65));
        for wrong in [
            "",
            "@",
            "a",
            "a@",
            "@b.se",
            "a@b",
            "a b@c.se",
            "a@b..se",
            ".a@b.se",
            "a..b@c.se",
            "a@-b.se",
            "a@b.se ",
            "a@b@c.se",
            "a@127.0.0.1",
            "a@[::1]",
            "a\n@b.se",
            "\"a\"@b.se",
            "a@b.s",
            "a,b@c.se",
            "<a@b.se>",
            &long,
        ] {
            assert!(!is_email(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_web_address_is_of_http_and_has_a_host_with_a_name() {
        for right in [
            "https://halmstad.se",
            "HTTP://www.halmstad.se:8080/vänorter?x=1#y",
            "https://malmö.se/",
            "https://a.se?b",
        ] {
            assert!(is_web_address(right), "{right}");
        }
        for wrong in [
            "",
            "halmstad.se",
            "//halmstad.se",
            "ftp://halmstad.se",
            "javascript:alert(1)",
            "https://",
            "https://localhost",
            "https://127.0.0.1/",
            "https://[::1]/",
            "https://user@halmstad.se/",
            "https://halmstad.se:0/",
            "https://halmstad.se:x",
            "https://halmstad.se/a b",
            "https://halmstad.se/\"><script>",
            "https:/halmstad.se",
            "data:text/html,x",
            "https://å",
        ] {
            assert!(!is_web_address(wrong), "{wrong}");
        }
    }
}
