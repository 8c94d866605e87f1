//! The media types of requests and answers.

use axum::http::{HeaderMap, HeaderValue, header};

/// A media type that answers are given in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MediaType {
    /// Tells by its status whether a request was executed.
    GraphqlResponse,
    /// The older one, whose status is 200 for whatever is well-formed.
    Json,
}

impl MediaType {
    /// The value of `Content-Type`.
    pub(crate) fn content_type(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
        })
    }
}

/// What a client would like to be answered in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Accept {
    /// The type of an answer; `None` when the client takes none that there is.
    pub(crate) answer: Option<MediaType>,
    /// Whether it would rather be shown a page: a browser.
    pub(crate) page: bool,
}

impl Accept {
    /// Reads `Accept`, as RFC 9110 (section 12.5.1) weighs it. Who names none takes JSON.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let mut sent = headers.get_all(header::ACCEPT).iter();
        let Some(first) = sent.next() else {
            return Self::JSON;
        };
        if first == "*/*" || first == "application/json" {
            return Self::JSON;
        }
        let ranges: Vec<Range> = std::iter::once(first)
            .chain(sent)
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .filter_map(Range::parse)
            .collect();
        if ranges.is_empty() {
            return Self::JSON;
        }
        let graphql = Weight::of("application", "graphql-response+json", &ranges);
        let json = Weight::of("application", "json", &ranges);
        let html = Weight::of("text", "html", &ranges);
        let answer = if graphql.named && graphql.quality > 0 && graphql.quality >= json.quality {
            Some(MediaType::GraphqlResponse)
        } else if json.quality > 0 {
            Some(MediaType::Json)
        } else if graphql.quality > 0 {
            Some(MediaType::GraphqlResponse)
        } else {
            None
        };
        Self {
            answer,
            page: html.named && html.quality > 0 && !graphql.named && !json.named,
        }
    }

    const JSON: Self = Self {
        answer: Some(MediaType::Json),
        page: false,
    };
}

/// One range of `Accept`.
struct Range {
    kind: String,
    subkind: String,
    /// The weight in thousandths.
    quality: u16,
}

impl Range {
    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(';').map(str::trim);
        let (kind, subkind) = parts.next()?.split_once('/')?;
        let quality = parts
            .filter_map(|parameter| parameter.split_once('='))
            .find(|(name, _)| name.trim().eq_ignore_ascii_case("q"))
            .map_or(1_000, |(_, weight)| thousandths(weight.trim()));
        Some(Self {
            kind: kind.trim().to_ascii_lowercase(),
            subkind: subkind.trim().to_ascii_lowercase(),
            quality,
        })
    }
}

/// What the ranges say of one type: of those that match it the narrowest counts.
struct Weight {
    quality: u16,
    named: bool,
}

impl Weight {
    fn of(kind: &str, subkind: &str, ranges: &[Range]) -> Self {
        let fit = |range: &&Range| match (range.kind.as_str(), range.subkind.as_str()) {
            ("*", "*") => 1,
            (range, "*") if range == kind => 2,
            (first, second) if first == kind && second == subkind => 3,
            _ => 0,
        };
        let narrowest = ranges.iter().max_by_key(fit);
        match narrowest.map(|range| (fit(&range), range.quality)) {
            None | Some((0, _)) => Self {
                quality: 0,
                named: false,
            },
            Some((fit, quality)) => Self {
                quality,
                named: fit == 3,
            },
        }
    }
}

/// A weight such as `0.8` in thousandths; what is none weighs nothing.
pub(crate) fn thousandths(weight: &str) -> u16 {
    let (whole, decimals) = weight.split_once('.').unwrap_or((weight, ""));
    if decimals.len() > 3 || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return 0;
    }
    match (whole, format!("{decimals:0<3}").parse::<u16>()) {
        ("0", Ok(thousandths)) => thousandths,
        ("1", Ok(0)) => 1_000,
        _ => 0,
    }
}

/// Whether a body of this type is one that a GraphQL request may have: JSON in UTF-8. What a page
/// of another site can send without being asked first, a form or plain text, is none.
pub(crate) fn is_json(content_type: Option<&HeaderValue>) -> bool {
    let Some(text) = content_type.and_then(|value| value.to_str().ok()) else {
        return false;
    };
    let mut parts = text.split(';').map(str::trim);
    let json = parts
        .next()
        .is_some_and(|essence| essence.eq_ignore_ascii_case("application/json"));
    json && parts.all(|parameter| match parameter.split_once('=') {
        Some((name, charset)) if name.trim().eq_ignore_ascii_case("charset") => {
            let charset = charset.trim().trim_matches('"');
            // Some clients write it without the hyphen, as the WHATWG's Encoding Standard allows.
            ["utf-8", "utf8"]
                .iter()
                .any(|name| charset.eq_ignore_ascii_case(name))
        }
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accept(value: &str) -> Accept {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, value.parse().unwrap());
        Accept::of(&headers)
    }

    #[test]
    fn the_heaviest_type_is_chosen() {
        use MediaType::{GraphqlResponse, Json};
        for (value, answer) in [
            ("*/*", Some(Json)),
            ("application/*", Some(Json)),
            ("application/json", Some(Json)),
            ("application/graphql-response+json", Some(GraphqlResponse)),
            (
                "application/graphql-response+json, application/json;q=0.9",
                Some(GraphqlResponse),
            ),
            (
                "application/json, application/graphql-response+json",
                Some(GraphqlResponse),
            ),
            (
                "application/graphql-response+json;q=0.5, APPLICATION/JSON; q=0.501",
                Some(Json),
            ),
            (
                "application/graphql-response+json;q=0.2, */*;q=0.1",
                Some(GraphqlResponse),
            ),
            ("application/json;q=0, */*", Some(GraphqlResponse)),
            ("application/graphql-response+json;q=0, */*", Some(Json)),
            ("text/plain", None),
            ("application/json;q=0", None),
            ("application/json;q=1.5", None),
            ("", Some(Json)),
        ] {
            assert_eq!(accept(value).answer, answer, "{value}");
        }
        assert_eq!(Accept::of(&HeaderMap::new()), Accept::JSON);
    }

    #[test]
    fn a_browser_would_rather_see_a_page() {
        assert!(accept("text/html,application/xhtml+xml,*/*;q=0.8").page);
        assert!(!accept("*/*").page);
        assert!(!accept("application/json, text/html").page);
    }

    #[test]
    fn only_json_in_utf_8_is_json() {
        for (content_type, json) in [
            ("application/json", true),
            ("Application/JSON; Charset=\"UTF-8\"", true),
            ("application/json; charset=utf8", true),
            ("application/json;charset=\"UTF8\"", true),
            ("application/json; charset=utf-8-sig", false),
            ("application/json; boundary=x", true),
            ("application/json; charset=utf-16", false),
            ("application/jsonp", false),
            ("text/plain; application/json", false),
            ("application/x-www-form-urlencoded", false),
            ("", false),
        ] {
            let value = HeaderValue::from_static(content_type);
            assert_eq!(is_json(Some(&value)), json, "{content_type}");
        }
        assert!(!is_json(None));
    }
}
