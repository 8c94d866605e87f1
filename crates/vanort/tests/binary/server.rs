//! A running server.

use std::io::{BufRead as _, BufReader, Read as _};
use std::net::SocketAddr;
use std::process::{Child, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

use crate::command::{Home, Outcome};

/// The administrator's token of every server here.
pub const ADMIN_TOKEN: &str = "test-administrator";

/// A server on a port that the system picked; killed when dropped.
pub struct Server {
    child: Option<Child>,
    stdout: BufReader<ChildStdout>,
    /// What it printed on the way to being ready.
    pub greeting: String,
    base: String,
}

impl Server {
    /// Begins to start a server, without waiting until it is ready.
    pub fn spawn(home: &Home) -> Child {
        Self::spawn_with(home, &[])
    }

    fn spawn_with(home: &Home, variables: &[(&str, &str)]) -> Child {
        Self::spawn_command(Self::command(home, variables))
    }

    fn command(home: &Home, variables: &[(&str, &str)]) -> Command {
        let mut command = home.command(&["serve", "--listen", "127.0.0.1:0"]);
        command.env("VANORT_DRAIN_MS", "0");
        if !variables
            .iter()
            .any(|(name, _)| *name == "VANORT_ADMIN_TOKEN_FILE")
        {
            command.env("VANORT_ADMIN_TOKEN", ADMIN_TOKEN);
        }
        command.envs(variables.iter().copied());
        command
    }

    fn spawn_command(mut command: Command) -> Child {
        command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    /// Starts a server and waits until it says that it is ready.
    pub fn start(home: &Home) -> Self {
        Self::start_with(home, &[])
    }

    /// Starts a server with some variables more.
    pub fn start_with(home: &Home, variables: &[(&str, &str)]) -> Self {
        Self::wait_until_ready(Self::spawn_with(home, variables))
    }

    /// Starts a server that may open no more files than these.
    pub fn start_within(home: &Home, files: u64, variables: &[(&str, &str)]) -> Self {
        let unlimited = Self::command(home, variables);
        let mut command = Command::new("sh");
        command
            .args(["-c", "ulimit -n \"$0\" && exec \"$@\"", &files.to_string()])
            .arg(unlimited.get_program())
            .args(unlimited.get_args())
            .current_dir(home.path());
        for (name, value) in unlimited.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        Self::wait_until_ready(Self::spawn_command(command))
    }

    fn wait_until_ready(mut child: Child) -> Self {
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut greeting = String::new();
        while !greeting.contains("Ctrl-C") {
            let read = stdout.read_line(&mut greeting).unwrap();
            assert!(read > 0, "the server ended: {:?}", child.wait_with_output());
        }
        let address = greeting
            .split_whitespace()
            .find_map(|word| word.strip_suffix("/graphql"));
        Self {
            base: address.unwrap().to_owned(),
            greeting,
            child: Some(child),
            stdout,
        }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.base.strip_prefix("http://").unwrap().parse().unwrap()
    }

    /// Reads what it has logged, up to the line of a text that is known to come.
    pub fn log_until(&mut self, text: &str) -> String {
        let stderr = self.child.as_mut().unwrap().stderr.as_mut().unwrap();
        let mut log = Vec::new();
        let mut byte = [0];
        while byte != *b"\n" || !String::from_utf8_lossy(&log).contains(text) {
            assert!(stderr.read(&mut byte).unwrap() > 0, "the server ended");
            log.extend(byte);
        }
        String::from_utf8(log).unwrap()
    }

    pub fn get(&self, path: &str) -> String {
        let mut answer = ureq::get(format!("{}{path}", self.base)).call().unwrap();
        answer.body_mut().read_to_string().unwrap()
    }

    /// A header of the answer to a GET request.
    pub fn header(&self, path: &str, name: &str) -> String {
        let answer = ureq::get(format!("{}{path}", self.base)).call().unwrap();
        answer.headers()[name].to_str().unwrap().to_owned()
    }

    /// Sends a GET request that brings its own id.
    pub fn get_as(&self, path: &str, id: &str) {
        let request = ureq::get(format!("{}{path}", self.base)).header("x-request-id", id);
        let answer = request.call().unwrap();
        assert_eq!(answer.headers()["x-request-id"], id);
    }

    /// Asks a query and returns its data, asserting that there was no error.
    pub fn ask(&self, query: &str) -> Value {
        let body = json!({ "query": query }).to_string();
        let mut answer = ureq::post(format!("{}/graphql", self.base))
            .header("content-type", "application/json")
            .header("authorization", format!("Bearer {ADMIN_TOKEN}"))
            .send(&body)
            .unwrap();
        let text = answer.body_mut().read_to_string().unwrap();
        let answer: Value = serde_json::from_str(&text).unwrap();
        assert!(answer.get("errors").is_none(), "{text}");
        answer["data"].clone()
    }

    /// Sends a signal, such as "TERM".
    pub fn signal(&self, name: &str) {
        let id = self.child.as_ref().unwrap().id().to_string();
        let sent = Command::new("kill")
            .args(["-s", name, &id])
            .status()
            .unwrap();
        assert!(sent.success());
    }

    /// Waits until the server has ended by itself.
    pub fn wait(mut self) -> Outcome {
        let output = self.child.take().unwrap().wait_with_output().unwrap();
        let mut outcome = Outcome::from(output);
        self.stdout.read_to_string(&mut outcome.stdout).unwrap();
        outcome
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            // It may have ended by itself.
            drop(child.kill());
            drop(child.wait());
        }
    }
}
