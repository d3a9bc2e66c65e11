//! `redom serve`: it answers, and it stops without dropping anybody.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use tempfile::TempDir;

use super::{fail, redom, run};
use crate::support::{World, on_both_databases};

/// A running server; killed when a test fails.
pub struct Serving {
    process: Child,
    address: String,
    _out: BufReader<ChildStdout>,
    _folder: TempDir,
}

impl Drop for Serving {
    fn drop(&mut self) {
        // Fails when it has stopped as it should.
        let _ = self.process.kill();
    }
}

fn built_files(folder: &Path) {
    std::fs::write(folder.join("manifest.json"), "{\"redom.css\": \"/pkg/redom.0123.css\"}").unwrap();
    std::fs::create_dir(folder.join("pkg")).unwrap();
    std::fs::write(folder.join("pkg/redom.0123.css"), "body { margin: 0 }").unwrap();
}

fn serve(world: &World) -> Serving {
    serve_with(world, &[])
}

/// The same with settings of its own.
pub fn serve_with(world: &World, settings: &[(&str, &str)]) -> Serving {
    let folder = tempfile::tempdir().unwrap();
    built_files(folder.path());
    let mut command = redom(folder.path(), &world.url);
    command.args(["serve", "--listen", "127.0.0.1:0", "--site-dir", "."]).stderr(Stdio::null());
    command.envs(settings.iter().copied());
    let mut process = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut out = BufReader::new(process.stdout.take().unwrap());
    let mut line = String::new();
    out.read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("redom listens on http://").unwrap().to_owned();
    Serving { process, address, _out: out, _folder: folder }
}

impl Serving {
    fn connect(&self) -> TcpStream {
        TcpStream::connect(&self.address).unwrap()
    }

    /// The whole answer to a GET.
    fn get(&self, path: &str) -> String {
        let mut stream = self.connect();
        let head = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address);
        stream.write_all(head.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    pub fn tell_to_stop(&self) {
        let told = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status().unwrap();
        assert!(told.success());
    }

    /// Ends it at this instant, wherever it is.
    pub fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    pub fn exit_code(mut self) -> Option<i32> {
        self.process.wait().unwrap().code()
    }
}

async fn it_answers_and_ends_with_zero(world: World) {
    let serving = serve(&world);
    assert!(serving.get("/health/live").starts_with("HTTP/1.1 200"));
    assert!(serving.get("/health/ready").starts_with("HTTP/1.1 200"));
    let page = serving.get("/bg/");
    assert!(page.starts_with("HTTP/1.1 200") && page.ends_with("</html>"), "{page}");
    assert!(page.contains("/pkg/redom.0123.css"), "the built file's address");
    let style = serving.get("/pkg/redom.0123.css");
    assert!(style.contains("immutable") && style.ends_with("body { margin: 0 }"), "{style}");
    // A connection that lies idle does not keep it from ending.
    let _idle = serving.connect();
    serving.tell_to_stop();
    assert_eq!(serving.exit_code(), Some(0));
}

async fn a_request_in_flight_is_finished(world: World) {
    let serving = serve(&world);
    let mut stream = serving.connect();
    let body = "user_name=reader&password=wrong";
    let head = format!(
        "POST /api/sign_in HTTP/1.1\r\nHost: {}\r\nAccept: application/json\r\nExpect: 100-continue\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
        serving.address,
        body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    // The server is reading the body: the request is in flight.
    assert_eq!(line.trim(), "HTTP/1.1 100 Continue");
    serving.tell_to_stop();
    stream.write_all(body.as_bytes()).unwrap();
    let mut answer = String::new();
    reader.read_to_string(&mut answer).unwrap();
    assert!(answer.contains("HTTP/1.1 422") && answer.contains("wrong_credentials"), "{answer}");
    assert_eq!(serving.exit_code(), Some(0));
}

async fn what_is_missing_is_said_in_a_line(world: World) {
    let complained = fail(&world.url, &["serve", "--listen", "127.0.0.1:0"]);
    assert!(complained.contains("there are no built files in target/site"), "{complained}");
    let serving = serve(&world);
    let folder = tempfile::tempdir().unwrap();
    built_files(folder.path());
    let site = folder.path().to_str().unwrap();
    let taken = run(&world.url, &["serve", "--listen", &serving.address, "--site-dir", site]);
    assert!(!taken.succeeded && taken.complained.contains("cannot listen on"), "{}", taken.complained);
    serving.tell_to_stop();
    assert_eq!(serving.exit_code(), Some(0));
}

on_both_databases![
    it_answers_and_ends_with_zero,
    a_request_in_flight_is_finished,
    what_is_missing_is_said_in_a_line,
];
