//! Mail servers that nobody of ours has written: Debian's `python3-aiosmtpd`, where it
//! is installed, in the open, encrypted, and with a sign-in.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use server::mail::Step;

use super::{deliver, outbox};
use crate::commands::serving::serve_with;
use crate::subscription::{subscribe, suspend_serdika, with_mail};
use crate::support::{World, on_both_databases};

const PASSWORD: &str = "тайна @1/";

/// A mail server that keeps what it takes in files: `none` in the open and for anybody;
/// `starttls` and `tls` encrypted, and only for who signs in.
const SERVER: &str = "
import asyncio, ssl, sys
from aiosmtpd.handlers import Mailbox
from aiosmtpd.smtp import SMTP, AuthResult
security, port, certificate, key, mailbox, password = sys.argv[1:]
options = {}
if security != 'none':
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    def sign_in(server, session, envelope, mechanism, data):
        known = (data.login, data.password) == (b'redom', password.encode())
        return AuthResult(success=known, handled=False)
    options = dict(authenticator=sign_in, auth_required=True)
    if security == 'starttls':
        options.update(tls_context=context, require_starttls=True)
    else:
        options.update(auth_require_tls=False)
async def main():
    loop = asyncio.get_running_loop()
    handler = Mailbox(mailbox)
    at_once = context if security == 'tls' else None
    server = await loop.create_server(lambda: SMTP(handler, loop=loop, **options), '127.0.0.1', int(port), ssl=at_once)
    print('listening', flush=True)
    await server.serve_forever()
asyncio.run(main())
";

/// Killed when the test ends.
struct Another {
    process: Child,
    python: &'static str,
    port: u16,
    folder: tempfile::TempDir,
}

impl Drop for Another {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Another {
    /// `None` where there is none on this machine.
    fn start(security: &str) -> Option<Self> {
        let knows = |python: &&str| {
            let known = Command::new(python).args(["-c", "import aiosmtpd"]).stderr(Stdio::null()).status();
            known.is_ok_and(|status| status.success())
        };
        let Some(python) = ["python3", "/usr/bin/python3"].into_iter().find(knows) else {
            println!("skipped: python3-aiosmtpd is not installed");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        std::fs::write(folder.path().join("certificate.pem"), cert.pem()).unwrap();
        std::fs::write(folder.path().join("key.pem"), signing_key.serialize_pem()).unwrap();
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut command = Command::new(python);
        command.args(["-c", SERVER, security, &port.to_string()]);
        command.args(["certificate.pem", "key.pem", "mailbox"].map(|name| folder.path().join(name)));
        let mut process = command.arg(PASSWORD).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut said = BufReader::new(process.stdout.take().unwrap()).lines();
        assert_eq!(said.next().unwrap().unwrap(), "listening");
        Some(Self { process, python, port, folder })
    }

    fn certificate(&self) -> String {
        self.folder.path().join("certificate.pem").to_str().unwrap().to_owned()
    }

    fn letters(&self) -> Vec<PathBuf> {
        let Ok(files) = std::fs::read_dir(self.folder.path().join("mailbox/new")) else { return Vec::new() };
        files.map(|file| file.unwrap().path()).collect()
    }

    /// What another library reads in a letter: four headers, then its plain text.
    fn read(&self, letter: &Path) -> String {
        let read = "import email, email.policy, sys\n\
            m = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)\n\
            assert not m.defects, m.defects\n\
            print(m['message-id'], m['subject'], m['to'], m['list-unsubscribe-post'], sep='\\n')\n\
            print(m.get_body(('plain',)).get_content())\n\
            assert '<p>' in m.get_body(('html',)).get_content()";
        let mut command = Command::new(self.python);
        let read = command.args(["-c", read]).arg(letter).env("PYTHONIOENCODING", "utf-8").output().unwrap();
        assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
        String::from_utf8(read.stdout).unwrap()
    }
}

async fn it_understands_us(world: World) {
    let Some(another) = Another::start("none") else { return };
    let world = world.another_process(with_mail(&world.config, another.port)).await;
    subscribe(&world, "someone@example.bg", "all").await;
    suspend_serdika(&world).await;
    let message_id = outbox(&world).await[0]["message_id"].as_str().unwrap().to_owned();
    assert_eq!(deliver(&world).await, [Step::Sent]);
    let letters = another.letters();
    assert_eq!(letters.len(), 1);
    let read = another.read(&letters[0]);
    let lines: Vec<&str> = read.lines().collect();
    let expected = [
        message_id.as_str(),
        "Район „Сердика“: работата е временно спряна",
        "someone@example.bg",
        "List-Unsubscribe=One-Click",
    ];
    assert_eq!(lines[..4], expected);
    assert!(read.contains("Причина: Наводнен сървър"), "{read}");
}

/// The real server hands a letter over encrypted and signed in; to a server that it
/// does not trust, or that does not know it, it hands nothing and keeps the letter.
async fn is_handed_over_signed_in(world: World, security: &str) {
    let Some(another) = Another::start(security) else { return };
    let world = world.another_process(with_mail(&world.config, another.port)).await;
    subscribe(&world, "someone@example.bg", "all").await;
    suspend_serdika(&world).await;
    let (port, certificate) = (another.port.to_string(), another.certificate());
    let tried = async |password: &str, trusted: &str, wanted: fn(&str, &str) -> bool| -> String {
        let server = serve_with(
            &world,
            &[
                ("REDOM_SMTP_HOST", "localhost"),
                ("REDOM_SMTP_PORT", &port),
                ("REDOM_SMTP_SECURITY", security),
                ("REDOM_SMTP_USER", "redom"),
                ("REDOM_SMTP_PASSWORD", password),
                ("REDOM_MAIL_FROM", "redom@sofia.example"),
                ("SSL_CERT_FILE", trusted),
            ],
        );
        for _ in 0..200 {
            let row = outbox(&world).await.remove(0);
            let (state, failure) =
                (row["state"].as_str().unwrap(), row["failure"].as_str().unwrap_or_default());
            if wanted(state, failure) {
                server.tell_to_stop();
                assert_eq!(server.exit_code(), Some(0));
                return failure.to_owned();
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("{:?}", outbox(&world).await);
    };
    let is_kept: fn(&str, &str) -> bool = |state, failure| state == "queued" && !failure.is_empty();
    // One that nobody has vouched for.
    let stranger = Another::start("none").unwrap();
    let failure = tried(PASSWORD, &stranger.certificate(), is_kept).await;
    assert!(failure.to_lowercase().contains("certificate"), "{failure}");
    world.execute(DUE).await.unwrap();
    let failure = tried("another", &certificate, is_kept).await;
    assert!(failure.starts_with("535"), "{failure}");
    assert_eq!(another.letters().len(), 0);
    world.execute(DUE).await.unwrap();
    tried(PASSWORD, &certificate, |state, _| state == "sent").await;
    let letters = another.letters();
    assert_eq!(letters.len(), 1);
    assert!(another.read(&letters[0]).contains("someone@example.bg"));
}

async fn it_takes_letters_after_starttls(world: World) {
    is_handed_over_signed_in(world, "starttls").await;
}

async fn it_takes_letters_over_tls(world: World) {
    is_handed_over_signed_in(world, "tls").await;
}

/// The letter may be tried again at once.
const DUE: &str = "UPDATE outbox SET next_at = 0, leased_until = NULL, failure = NULL";

on_both_databases![it_understands_us, it_takes_letters_after_starttls, it_takes_letters_over_tls];
