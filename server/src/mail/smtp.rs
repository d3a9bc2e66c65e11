//! The conversation with the mail server, step by step, so that what it refuses
//! is known: us, an address, or a letter.

use std::error::Error as _;
use std::fmt;
use std::time::{Duration, UNIX_EPOCH};

use app::mail::model::{Letter, Stage};
use app::text::PRODUCT;
use lettre::address::Envelope;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, Message};
use serde::{Deserialize, Serialize};

/// How long connecting, greeting and signing in may take.
const CONNECT: Duration = Duration::from_secs(60);
/// How long a letter may take, well below its lease.
const SEND: Duration = Duration::from_secs(180);
/// How long a good-bye may take.
const QUIT: Duration = Duration::from_secs(5);

/// How the connection is kept from being read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// Encrypted after the greeting, port 587; a server that does not offer it is
    /// not used.
    #[default]
    Starttls,
    /// Encrypted from the beginning, port 465.
    Tls,
    /// Not at all, port 25: for a server on this machine.
    None,
}

impl Security {
    /// The name in settings.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Starttls => "starttls",
            Self::Tls => "tls",
            Self::None => "none",
        }
    }
}

/// The mail server and how it is spoken to.
#[derive(Clone, Debug)]
pub struct Smtp {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How it is kept private.
    pub security: Security,
    /// User name and password, where it wants them.
    pub sign_in: Option<(String, String)>,
    /// The address letters are from.
    pub from: Address,
    /// The address reports go to.
    pub bounces: Address,
}

/// A conversation in which letters can be handed over.
pub struct Connection {
    open: AsyncSmtpConnection,
    bounces: Address,
}

/// A letter as bytes, with its address.
pub struct Composed {
    to: Address,
    bytes: Vec<u8>,
}

/// Why a letter was not taken.
#[derive(Clone, Debug)]
pub struct Failure {
    /// How far it came.
    pub stage: Stage,
    /// The answer's number, where there was an answer.
    pub code: Option<u16>,
    /// The answer's words, or what else happened.
    pub said: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code {
            Some(code) => write!(f, "{code} {}", self.said),
            None => f.write_str(&self.said),
        }
    }
}

impl Failure {
    /// Whether the server, not the letter, is what failed.
    #[must_use]
    pub fn is_down(&self) -> bool {
        matches!(self.stage, Stage::Connection | Stage::Sender) || self.code.is_none()
    }

    fn of(stage: Stage, error: &lettre::transport::smtp::Error) -> Self {
        let said = match error.source() {
            Some(cause) if error.status().is_some() => cause.to_string(),
            Some(cause) => format!("{error}: {cause}"),
            None => error.to_string(),
        };
        Self { stage, code: error.status().map(u16::from), said: said.chars().take(500).collect() }
    }

    fn late(stage: Stage) -> Self {
        Self { stage, code: None, said: "the mail server did not answer in time".to_owned() }
    }
}

impl Smtp {
    /// The letter as it goes over the wire: the same Message-ID and date at each
    /// attempt.
    ///
    /// # Errors
    /// [`Stage::Content`] when it is no letter.
    pub fn compose(&self, letter: &Letter) -> Result<Composed, Failure> {
        let broken = |said: String| Failure { stage: Stage::Content, code: Some(554), said };
        let to: Address = letter.recipient.parse().map_err(|error| broken(format!("{error}")))?;
        let age = Duration::from_millis(u64::try_from(letter.queued_at.0).unwrap_or_default());
        let product = PRODUCT.get(letter.lang).to_owned();
        let list = format!("{product} <redom.{}>", self.from.domain());
        let mut builder = Message::builder()
            .from(Mailbox::new(Some(product), self.from.clone()))
            .to(Mailbox::new(None, to.clone()))
            .subject(&letter.subject)
            .message_id(Some(letter.message_id.clone()))
            .date(UNIX_EPOCH + age)
            .raw_header(header("Auto-Submitted", "auto-generated".to_owned()))
            .raw_header(header("Content-Language", letter.lang.code().to_owned()));
        if let Some(url) = &letter.unsubscribe {
            builder = builder
                .raw_header(header("List-Id", list))
                .raw_header(header("List-Unsubscribe", format!("<{url}>")))
                .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
        }
        let body = MultiPart::alternative_plain_html(letter.plain.clone(), letter.html.clone());
        let envelope = Envelope::new(Some(self.bounces.clone()), vec![to.clone()]);
        let envelope = envelope.map_err(|error| broken(error.to_string()))?;
        let message =
            builder.envelope(envelope).multipart(body).map_err(|error| broken(error.to_string()))?;
        Ok(Composed { to, bytes: message.formatted() })
    }

    /// Opens a conversation.
    ///
    /// # Errors
    /// [`Stage::Connection`].
    pub async fn connect(&self) -> Result<Connection, Failure> {
        let opened = tokio::time::timeout(CONNECT, self.open()).await;
        opened.unwrap_or_else(|_| Err(Failure::late(Stage::Connection)))
    }

    async fn open(&self) -> Result<Connection, Failure> {
        let failed = |error: lettre::transport::smtp::Error| Failure::of(Stage::Connection, &error);
        let hello = ClientId::Domain(self.from.domain().to_owned());
        let tls = || TlsParameters::new(self.host.clone()).map_err(failed);
        let at_once = match self.security {
            Security::Tls => Some(tls()?),
            Security::Starttls | Security::None => None,
        };
        let server = (self.host.as_str(), self.port);
        let mut open = AsyncSmtpConnection::connect_tokio1(server, Some(CONNECT), &hello, at_once, None)
            .await
            .map_err(failed)?;
        if self.security == Security::Starttls {
            open.starttls(tls()?, &hello).await.map_err(failed)?;
        }
        if let Some((user, password)) = &self.sign_in {
            let credentials = Credentials::new(user.clone(), password.clone());
            open.auth(&[Mechanism::Plain, Mechanism::Login], &credentials).await.map_err(failed)?;
        }
        Ok(Connection { open, bounces: self.bounces.clone() })
    }
}

impl Connection {
    /// Hands a letter over. Once this returns, the mail server answers for it.
    ///
    /// # Errors
    /// [`Failure`]; the conversation is of no more use then.
    pub async fn send(&mut self, letter: &Composed) -> Result<(), Failure> {
        let sent = tokio::time::timeout(SEND, self.hand_over(letter)).await;
        sent.unwrap_or_else(|_| Err(Failure::late(Stage::Content)))
    }

    async fn hand_over(&mut self, letter: &Composed) -> Result<(), Failure> {
        let failed = |stage| move |error: lettre::transport::smtp::Error| Failure::of(stage, &error);
        let sender = Mail::new(Some(self.bounces.clone()), Vec::new());
        self.open.command(sender).await.map_err(failed(Stage::Sender))?;
        let recipient = Rcpt::new(letter.to.clone(), Vec::new());
        self.open.command(recipient).await.map_err(failed(Stage::Recipient))?;
        self.open.command(Data).await.map_err(failed(Stage::Content))?;
        self.open.message(&letter.bytes).await.map_err(failed(Stage::Content))?;
        Ok(())
    }

    /// Says good-bye.
    pub async fn close(mut self) {
        // A server that is gone is not missed.
        let _ = tokio::time::timeout(QUIT, self.open.quit()).await;
    }
}

fn header(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}
