//! Settings: defaults, then a TOML file, then `REDOM_…` variables, then flags.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::path::PathBuf;

use app::about::model::Installation;
use app::mail::model::Letterhead;
use app::subscription::model::EmailAddress;
use app::text::Bilingual;
use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use serde::{Deserialize, Serialize};

use crate::cli::{Cli, Command};
use crate::mail::smtp::{Security, Smtp};

/// Variables that belong to the project's tools and tests, not to the server.
const NOT_OURS: [&str; 6] = ["config", "bin", "chromium", "test_postgres", "e2e_demo_url", "e2e_real_url"];

/// Ten a second: enough for any program that reads page by page.
const OPEN_DATA_PER_MINUTE: u32 = 600;

/// The settings in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// `sqlite:///path/file.sqlite` or `postgres://…`
    pub database_url: String,
    /// Address and port to listen on.
    pub listen: String,
    /// The address people use; with https, cookies are for https only.
    pub public_url: String,
    /// The folder of the built files.
    pub site_dir: PathBuf,
    /// Addresses of proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// How long a sign-in lasts, in hours.
    pub session_hours: u32,
    /// What is logged, in the words of tracing's filter.
    pub log: String,
    /// Whether the log is JSON.
    pub log_json: bool,
    /// How much memory rendered pages may take, in MiB.
    pub page_cache_mib: u32,
    /// How many requests for open data are answered in a minute, by network.
    pub open_data_per_minute: NonZeroU32,
    /// Who runs the installation, in Bulgarian; empty when that is not to be said.
    pub operator_bg: String,
    /// The same in English.
    pub operator_en: String,
    /// Where people can write; empty when nowhere.
    pub contact_email: String,
    /// The mail server letters are handed to; empty when none are sent.
    pub smtp_host: String,
    /// Its port; 0 for the one that goes with `smtp_security`.
    pub smtp_port: u16,
    /// Whether the conversation is encrypted, and how.
    pub smtp_security: Security,
    /// The user name there; empty when it wants none.
    pub smtp_user: String,
    /// The password.
    pub smtp_password: String,
    /// The address letters are from.
    pub mail_from: String,
    /// The address reports of letters that did not arrive go to; that of
    /// `mail_from` when empty.
    pub mail_bounces: String,
}

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A key is unknown or a value is not of its kind.
    #[error("settings: {0}")]
    Read(Box<figment::Error>),
    /// The file named does not exist.
    #[error("settings: there is no file {0}")]
    NoFile(PathBuf),
    /// The public address is none.
    #[error("settings: public_url must begin with http:// or https://")]
    PublicUrl,
    /// Sessions must last a while.
    #[error("settings: session_hours must be between 1 and 720")]
    SessionHours,
    /// Pages exist in both languages, and so does who runs them.
    #[error("settings: give operator_bg and operator_en, or neither")]
    Operator,
    /// A reader would write to nobody.
    #[error("settings: contact_email must be one e-mail address")]
    ContactEmail,
    /// Letters come from somewhere.
    #[error("settings: with smtp_host, mail_from must be one e-mail address, and mail_bounces one or empty")]
    MailFrom,
    /// A password without encryption would be read on its way.
    #[error("settings: smtp_user needs smtp_security = \"starttls\" or \"tls\"")]
    SmtpPassword,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            database_url: "sqlite://data/redom.sqlite".to_owned(),
            listen: "127.0.0.1:3000".to_owned(),
            public_url: "http://127.0.0.1:3000".to_owned(),
            site_dir: PathBuf::from("target/site"),
            trusted_proxies: Vec::new(),
            session_hours: 12,
            log: "info,sqlx=warn,sea_orm_migration=warn".to_owned(),
            log_json: false,
            page_cache_mib: 16,
            open_data_per_minute: NonZeroU32::new(OPEN_DATA_PER_MINUTE).unwrap_or(NonZeroU32::MIN),
            operator_bg: String::new(),
            operator_en: String::new(),
            contact_email: String::new(),
            smtp_host: String::new(),
            smtp_port: 0,
            smtp_security: Security::default(),
            smtp_user: String::new(),
            smtp_password: String::new(),
            mail_from: String::new(),
            mail_bounces: String::new(),
        }
    }
}

impl Config {
    /// The settings of a command line and its surroundings.
    ///
    /// # Errors
    /// [`ConfigError`].
    pub fn load(cli: &Cli) -> Result<Self, ConfigError> {
        let mut figment = Figment::from(Serialized::defaults(Self::default()));
        if let Some(file) = &cli.config {
            if !file.is_file() {
                return Err(ConfigError::NoFile(file.clone()));
            }
            figment = figment.merge(Toml::file(file));
        }
        let ours = Env::prefixed("REDOM_").filter(|key| {
            let key = key.as_str().to_lowercase();
            !NOT_OURS.contains(&key.as_str()) && !key.starts_with("e2e_")
        });
        figment = figment.merge(ours);
        if let Some(url) = &cli.database_url {
            figment = figment.merge(("database_url", url));
        }
        if let Some(folder) = &cli.site_dir {
            figment = figment.merge(("site_dir", folder));
        }
        if let Command::Serve { listen, public_url } = &cli.command {
            if let Some(listen) = listen {
                figment = figment.merge(("listen", listen));
            }
            if let Some(url) = public_url {
                figment = figment.merge(("public_url", url));
            }
        }
        let config: Self = figment.extract().map_err(|error| ConfigError::Read(Box::new(error)))?;
        if !(config.public_url.starts_with("http://") || config.public_url.starts_with("https://")) {
            return Err(ConfigError::PublicUrl);
        }
        if !(1..=720).contains(&config.session_hours) {
            return Err(ConfigError::SessionHours);
        }
        if config.operator_bg.trim().is_empty() != config.operator_en.trim().is_empty() {
            return Err(ConfigError::Operator);
        }
        if !config.contact_email.is_empty() && !is_email_address(&config.contact_email) {
            return Err(ConfigError::ContactEmail);
        }
        if !config.smtp_host.is_empty() {
            if config.smtp().is_none() {
                return Err(ConfigError::MailFrom);
            }
            if !config.smtp_user.is_empty() && config.smtp_security == Security::None {
                return Err(ConfigError::SmtpPassword);
            }
        }
        Ok(config)
    }

    /// In whose name letters go out; `None` when none do.
    #[must_use]
    pub fn letterhead(&self) -> Option<Letterhead> {
        self.smtp()?;
        let public_url = self.public_url.trim_end_matches('/').to_owned();
        Some(Letterhead { from: self.mail_from.clone(), public_url })
    }

    /// The mail server; `None` when letters are not sent.
    #[must_use]
    pub fn smtp(&self) -> Option<Smtp> {
        if self.smtp_host.is_empty() {
            return None;
        }
        let address = |text: &str| EmailAddress::parse(text).ok()?.as_str().parse().ok();
        let bounces = if self.mail_bounces.is_empty() { &self.mail_from } else { &self.mail_bounces };
        let port = match (self.smtp_port, self.smtp_security) {
            (0, Security::Starttls) => 587,
            (0, Security::Tls) => 465,
            (0, Security::None) => 25,
            (port, _) => port,
        };
        Some(Smtp {
            host: self.smtp_host.clone(),
            port,
            security: self.smtp_security,
            sign_in: (!self.smtp_user.is_empty())
                .then(|| (self.smtp_user.clone(), self.smtp_password.clone())),
            from: address(&self.mail_from)?,
            bounces: address(bounces)?,
        })
    }

    /// Whether people reach the site by https, so that cookies can be bound to it.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// The session cookie's name. The `__Host-` prefix makes browsers insist on
    /// https, this host and the whole path.
    #[must_use]
    pub fn cookie_name(&self) -> &'static str {
        if self.is_https() { "__Host-redom" } else { "redom" }
    }

    /// What the pages say of the installation.
    #[must_use]
    pub fn installation(&self) -> Installation {
        let said = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
        let operator = said(&self.operator_bg).zip(said(&self.operator_en));
        Installation {
            public_url: self.public_url.trim_end_matches('/').to_owned(),
            operator: operator.map(|(bg, en)| Bilingual { bg, en }),
            contact_email: said(&self.contact_email),
            session_hours: self.session_hours,
        }
    }

    /// The settings as TOML, the database's password left out.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let proxies: Vec<String> =
            self.trusted_proxies.iter().map(|proxy| quoted(&proxy.to_string())).collect();
        [
            format!("database_url = {}", quoted(&redacted(&self.database_url))),
            format!("listen = {}", quoted(&self.listen)),
            format!("public_url = {}", quoted(&self.public_url)),
            format!("site_dir = {}", quoted(&self.site_dir.display().to_string())),
            format!("trusted_proxies = [{}]", proxies.join(", ")),
            format!("session_hours = {}", self.session_hours),
            format!("log = {}", quoted(&self.log)),
            format!("log_json = {}", self.log_json),
            format!("page_cache_mib = {}", self.page_cache_mib),
            format!("open_data_per_minute = {}", self.open_data_per_minute),
            format!("operator_bg = {}", quoted(&self.operator_bg)),
            format!("operator_en = {}", quoted(&self.operator_en)),
            format!("contact_email = {}", quoted(&self.contact_email)),
            format!("smtp_host = {}", quoted(&self.smtp_host)),
            format!("smtp_port = {}", self.smtp_port),
            format!("smtp_security = {}", quoted(self.smtp_security.key())),
            format!("smtp_user = {}", quoted(&self.smtp_user)),
            format!("smtp_password = {}", quoted(if self.smtp_password.is_empty() { "" } else { "***" })),
            format!("mail_from = {}", quoted(&self.mail_from)),
            format!("mail_bounces = {}", quoted(&self.mail_bounces)),
        ]
        .join("\n")
    }
}

/// One address, and nothing that a link would carry on to others.
fn is_email_address(text: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "@.-_+".contains(letter);
    let parts: Vec<&str> = text.split('@').collect();
    text.chars().all(plain)
        && matches!(parts.as_slice(), [name, host] if !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.'))
}

/// A database URL without its password, wherever it stands.
fn redacted(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let query = rest.find('?').unwrap_or(rest.len());
    // The last @ ends the credentials: a password may hold one itself, and a /.
    let (credentials, host) = match rest[..query].rfind('@').or_else(|| rest.rfind('@')) {
        Some(at) => (Some(&rest[..at]), &rest[at + 1..]),
        None => (None, rest),
    };
    let user = credentials.map(|credentials| match credentials.split_once(':') {
        Some((user, _)) => format!("{user}:***@"),
        None => format!("{credentials}@"),
    });
    let host = match host.split_once('?') {
        Some((path, query)) => {
            let query: Vec<String> = query
                .split('&')
                .map(|pair| match pair.split_once('=') {
                    Some((name, _)) if name.eq_ignore_ascii_case("password") => format!("{name}=***"),
                    _ => pair.to_owned(),
                })
                .collect();
            format!("{path}?{}", query.join("&"))
        }
        None => host.to_owned(),
    };
    format!("{scheme}://{}{host}", user.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_can_be_written_to() {
        for good in ["redom@sofia.example", "e-uslugi+redom@raion.sofia.example"] {
            assert!(is_email_address(good), "{good}");
        }
        for bad in ["redom", "@x.bg", "a@b", "a@b.bg?subject=x", "a@b.bg, c@d.bg", "a@.bg", "a b@c.bg"] {
            assert!(!is_email_address(bad), "{bad}");
        }
    }

    #[test]
    fn no_password_is_printed() {
        let cases = [
            ("postgres://redom:s3cret@db/redom", "postgres://redom:***@db/redom"),
            ("postgres://redom:s3:c@r/et@db/redom", "postgres://redom:***@db/redom"),
            ("postgres://db/redom?user=x&password=s3cret", "postgres://db/redom?user=x&password=***"),
            ("postgres://redom@db/redom", "postgres://redom@db/redom"),
            ("sqlite:///var/lib/redom.sqlite", "sqlite:///var/lib/redom.sqlite"),
        ];
        for (url, printed) in cases {
            assert_eq!(redacted(url), printed);
        }
    }
}
