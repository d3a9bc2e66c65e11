//! Reports of mail servers that a letter could not be delivered (RFC 3464), as
//! they come back to the address for bounces.

/// What a report says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Everything in it that is written like a message's id; one of them is the
    /// letter's.
    pub message_ids: Vec<String>,
    /// Whether it is for good.
    pub is_lasting: bool,
    /// What the server said, in short.
    pub said: String,
}

/// Reads a report; `None` for a letter that is none, e.g. an automatic reply.
#[must_use]
pub fn read_report(text: &str) -> Option<Report> {
    let value = |name: &str| {
        text.lines().find_map(|line| {
            let (field, value) = line.split_once(':')?;
            field.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    };
    let (action, status) = (value("Action")?, value("Status")?);
    let failed = action.eq_ignore_ascii_case("failed");
    let said = value("Diagnostic-Code").unwrap_or_default();
    let said = if said.is_empty() { status.clone() } else { format!("{status} {said}") };
    Some(Report {
        message_ids: ids(text),
        // 5.7.x refuses us and says nothing of the mailbox.
        is_lasting: failed && status.starts_with("5.") && !status.starts_with("5.7."),
        said: said.chars().filter(|letter| !letter.is_control()).take(300).collect(),
    })
}

/// What stands between angle brackets and has one @.
fn ids(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for piece in text.split('<').skip(1) {
        let Some((id, _)) = piece.split_once('>') else { continue };
        let plain = id.len() <= 200 && id.chars().all(|letter| letter.is_ascii_graphic());
        if plain && id.matches('@').count() == 1 {
            found.push(format!("<{id}>"));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const REPORT: &str = "From: MAILER-DAEMON@mx.example\nSubject: Undelivered Mail\n\
        Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n--b\n\n\
        I'm sorry.\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n\
        Final-Recipient: rfc822; someone@example.bg\nAction: failed\nStatus: 5.1.1\n\
        Diagnostic-Code: smtp; 550 5.1.1 <someone@example.bg>: User unknown\n\n--b\n\
        Content-Type: text/rfc822-headers\n\nMessage-ID: <abc123@redom.example>\nSubject: x\n\n--b--\n";

    #[test]
    fn a_report_names_its_letter_and_says_why() {
        let report = read_report(REPORT).unwrap();
        assert!(report.message_ids.contains(&"<abc123@redom.example>".to_owned()));
        assert!(report.is_lasting);
        assert_eq!(report.said, "5.1.1 smtp; 550 5.1.1 <someone@example.bg>: User unknown");
        let delayed =
            REPORT.replace("Action: failed", "Action: delayed").replace("Status: 5.1.1", "Status: 4.4.1");
        assert!(!read_report(&delayed).unwrap().is_lasting);
        let relay = REPORT.replace("Status: 5.1.1", "Status: 5.7.1");
        assert!(!read_report(&relay).unwrap().is_lasting);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_harm(text in "\\PC{0,300}") {
            let _ = read_report(&text);
        }
    }

    #[test]
    fn an_automatic_reply_is_no_report() {
        assert_eq!(read_report("Subject: Out of office\n\nBack on Monday. <abc123@redom.example>"), None);
    }
}
