//! Starting other programs, and ending them whatever happens to us.

use std::io::{self, BufRead as _, BufReader, IsTerminal as _, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use signal_hook::consts::{SIGINT, SIGTERM};

use crate::error::{Doing as _, Error, Result};
use crate::tally::Tally;

/// How long a program may take to end after it was asked to.
const GRACE: Duration = Duration::from_secs(10);

static INTERRUPTED: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);

/// From here on Ctrl+C and SIGTERM end the running program and then us, in order, so that
/// servers stop and temporary directories go.
pub fn watch_for_interrupts() -> Result<()> {
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&INTERRUPTED))
            .doing(|| "watching for Ctrl+C".into())?;
    }
    Ok(())
}

/// Fails when we were asked to stop: for loops that start no program.
pub fn check_interrupted() -> Result<()> {
    if INTERRUPTED.load(Ordering::Relaxed) { Err(Error::Interrupted) } else { Ok(()) }
}

/// Runs a program to its end, its output going where ours goes.
pub fn run(command: &mut Command) -> Result<()> {
    let mut child = spawn(command)?;
    let status = wait(&mut child, command)?;
    succeeded(command, status)
}

/// Runs a program quietly to its end and looks at it, by its id, while it runs.
pub fn run_watched(command: &mut Command, look: impl FnMut(u32)) -> Result<()> {
    let mut child = spawn(command.stdin(Stdio::null()).stdout(Stdio::null()))?;
    let status = watch(&mut child, command, look)?;
    succeeded(command, status)
}

/// Runs a program quietly and returns what it wrote to its standard output.
pub fn output(command: &mut Command) -> Result<String> {
    let mut child = spawn(command.stdin(Stdio::null()).stdout(Stdio::piped()))?;
    let reader = child.stdout.take().map(|mut pipe| {
        thread::spawn(move || {
            let mut text = String::new();
            pipe.read_to_string(&mut text).map(|_| text)
        })
    });
    let status = wait(&mut child, command)?;
    succeeded(command, status)?;
    match reader.map(thread::JoinHandle::join) {
        Some(Ok(text)) => text.doing(|| format!("reading what `{}` printed", shown(command))),
        _ => Ok(String::new()),
    }
}

/// Runs a program with `input` as its standard input and returns its standard output.
pub fn pipe(command: &mut Command, input: &[u8]) -> Result<String> {
    let mut file = tempfile::tempfile().doing(|| "creating a temporary file".into())?;
    file.write_all(input)
        .and_then(|()| io::Seek::rewind(&mut file))
        .doing(|| "writing a temporary file".into())?;
    let mut child = spawn(command.stdin(file).stdout(Stdio::piped()))?;
    let mut text = String::new();
    if let Some(mut pipe) = child.stdout.take() {
        pipe.read_to_string(&mut text).doing(|| format!("reading what `{}` printed", shown(command)))?;
    }
    let status = wait(&mut child, command)?;
    succeeded(command, status).map(|()| text)
}

/// Runs a test runner, passing its output on, and adds the results it closes with to `tally`.
pub fn run_tests(command: &mut Command, tally: &mut Tally) -> Result<()> {
    if io::stdout().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always").env("FORCE_COLOR", "1");
    }
    let mut child = spawn(command.stdout(Stdio::piped()).stderr(Stdio::piped()))?;
    let out = child.stdout.take().map(|pipe| thread::spawn(|| pass_on(pipe, io::stdout())));
    let err = child.stderr.take().map(|pipe| thread::spawn(|| pass_on(pipe, io::stderr())));
    let status = wait(&mut child, command);
    for reader in [out, err].into_iter().flatten() {
        if let Ok(counted) = reader.join() {
            *tally += counted;
        }
    }
    succeeded(command, status?)
}

/// Whether a program can be found on the search path.
pub fn exists(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|dir| dir.join(program).is_file())
}

/// Starts a program and returns at once.
pub fn spawn(command: &mut Command) -> Result<Child> {
    check_interrupted()?;
    command.spawn().map_err(|source| Error::Start { command: shown(command), source })
}

/// Asks a program to end, and ends it when it does not.
pub fn stop(child: &mut Child) {
    // Both fail only when it has ended already, which is what we want.
    let _ = kill_process(Pid::from_child(child), Signal::TERM);
    let deadline = Instant::now() + GRACE;
    while Instant::now() < deadline {
        if !matches!(child.try_wait(), Ok(None)) {
            return;
        }
        thread::sleep(Duration::from_millis(10));
    }
    let _ = child.kill();
    let _ = child.wait();
}

/// The command as one would type it, with the program's name instead of its path.
pub fn shown(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let mut words = vec![program.file_name().unwrap_or(program.as_os_str()).to_string_lossy()];
    words.extend(command.get_args().map(|argument| argument.to_string_lossy()));
    words.join(" ")
}

/// Waits by looking, because a blocking wait would sleep through Ctrl+C.
fn wait(child: &mut Child, command: &Command) -> Result<ExitStatus> {
    watch(child, command, |_| ())
}

fn watch(child: &mut Child, command: &Command, mut look: impl FnMut(u32)) -> Result<ExitStatus> {
    let mut pause = Duration::from_millis(1);
    loop {
        let status = child.try_wait().doing(|| format!("waiting for `{}`", shown(command)))?;
        if let Err(interrupted) = check_interrupted() {
            if status.is_none() {
                stop(child);
            }
            return Err(interrupted);
        }
        if let Some(status) = status {
            return Ok(status);
        }
        look(child.id());
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}

fn succeeded(command: &Command, status: ExitStatus) -> Result<()> {
    if status.success() { Ok(()) } else { Err(Error::Failed { command: shown(command), status }) }
}

fn pass_on(pipe: impl Read, mut to: impl Write) -> Tally {
    let mut tally = Tally::default();
    for line in BufReader::new(pipe).split(b'\n').map_while(Result::ok) {
        // Our own output may be gone; the results still count.
        let _ = to.write_all(&line).and_then(|()| to.write_all(b"\n")).and_then(|()| to.flush());
        tally += Tally::of_line(&String::from_utf8_lossy(&line));
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_command() {
        let error = run(Command::new("/bin/sh").args(["-c", "exit 3"])).unwrap_err();
        assert_eq!(error.to_string(), "`sh -c exit 3` failed (exit status: 3)");
    }

    #[test]
    fn input_goes_in_and_output_comes_out() {
        assert_eq!(pipe(&mut Command::new("cat"), "ъ".as_bytes()).unwrap(), "ъ");
        assert_eq!(output(Command::new("echo").arg("x")).unwrap(), "x\n");
    }

    #[test]
    fn stopping_ends_a_program_that_waits() {
        let mut child = spawn(Command::new("sleep").arg("600")).unwrap();
        stop(&mut child);
        assert!(child.try_wait().unwrap().is_some());
    }

    #[test]
    fn test_results_are_counted() {
        let mut tally = Tally::default();
        let script = "echo 'Summary [0.1s] 3 tests run: 2 passed, 1 failed, 0 skipped' >&2; exit 1";
        assert!(run_tests(Command::new("sh").args(["-c", script]), &mut tally).is_err());
        assert_eq!(tally.to_string(), "2 passed, 1 failed");
    }
}
