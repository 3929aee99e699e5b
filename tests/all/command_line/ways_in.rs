//! Shorter ways to a check: a file without a command, a page that opens, an editor, a server.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::Stdio;

use crate::common::folder::Folder;
use crate::common::{factlint, run, run_with_input, stderr, stdout};

const SLIP: &str = "Ferry sinks\n\nRescuers found the nine seven sailors at dawn.\n";

#[test]
fn a_file_without_a_command_is_checked() {
    let with = run(&["check", "examples/ferry.txt"]);
    for arguments in [&["examples/ferry.txt"][..], &["--color", "never", "examples/ferry.txt"]] {
        let without = run(arguments);
        assert_eq!(without.status.code(), Some(1));
        assert_eq!(stdout(&without), stdout(&with));
    }
    let input = run_with_input(&["--format", "compact", "-"], SLIP.as_bytes());
    assert!(stdout(&input).contains("count.adjacent"), "{}", stdout(&input));
}

#[test]
fn a_command_that_is_spelt_wrong_is_told_to_be() {
    let output = run(&["chek", "examples/ferry.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("check"), "{}", stderr(&output));
    // A folder of the name of a command stays a command.
    assert!(stdout(&run(&["rules", "list"])).contains("count.adjacent"));
}

#[cfg(unix)]
#[test]
fn the_page_is_written_and_opened() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = Folder::new(&[
        ("draft.txt", SLIP),
        ("browser", "#!/bin/sh\necho \"$1\" > opened.part\nmv opened.part opened\n"),
    ]);
    let browser = folder.path("browser");
    std::fs::set_permissions(&browser, std::fs::Permissions::from_mode(0o755)).expect("made a program");
    let opened = |flags: &[&str]| {
        let _ = std::fs::remove_file(folder.path("opened"));
        let mut command = factlint(&[&["check", "--open", "draft.txt"], flags].concat());
        let output = command.current_dir(folder.path("")).env("BROWSER", &browser).output().expect("it runs");
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
        // The browser is not waited for.
        while !folder.path("opened").exists() {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        (folder.read("opened").trim().to_owned(), stdout(&output))
    };
    let (page, shown) = opened(&[]);
    assert!(shown.contains("nine seven"), "the terminal has the findings too: {shown}");
    assert!(std::fs::read_to_string(&page).expect("a page").contains("two numerals side by side"));
    std::fs::remove_file(page).expect("removed");
    let (page, _) = opened(&["--output", "html=here.html"]);
    assert_eq!(
        std::fs::canonicalize(page).expect("there"),
        std::fs::canonicalize(folder.path("here.html")).expect("there")
    );
}

#[test]
fn an_editor_is_served() {
    let message = |text: &str| format!("Content-Length: {}\r\n\r\n{text}", text.len());
    let text = SLIP.replace('\n', "\\n");
    let input: String = [
        r#"{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}"#.to_owned(),
        r#"{"jsonrpc": "2.0", "method": "initialized", "params": {}}"#.to_owned(),
        format!(
            r#"{{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {{"textDocument": {{"uri": "file:///draft.txt",
            "languageId": "plaintext", "version": 1, "text": "{text}"}}}}}}"#
        ),
        // Once this is answered the text was checked.
        r#"{"jsonrpc": "2.0", "id": 2, "method": "textDocument/hover", "params": {"textDocument": {"uri": "file:///draft.txt"},
            "position": {"line": 2, "character": 20}}}"#
            .to_owned(),
        r#"{"jsonrpc": "2.0", "id": 3, "method": "shutdown"}"#.to_owned(),
        r#"{"jsonrpc": "2.0", "method": "exit"}"#.to_owned(),
    ]
    .iter()
    .map(|text| message(text))
    .collect();
    let output = run_with_input(&["lsp", "--no-config"], input.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stdout(&output).contains("two numerals side by side"), "{}", stdout(&output));
    assert!(stdout(&output).contains("**number**"), "{}", stdout(&output));
}

#[test]
fn an_editor_that_says_nonsense_gets_an_answer_and_harms_nothing() {
    let output = run_with_input(&["lsp", "--no-config"], b"Content-Length: 4\r\n\r\n{{{{");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).starts_with("error: the language server ends: "), "{}", stderr(&output));
}

/// The answer to a request, with its head.
fn asked(port: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(format!("127.0.0.1:{port}")).expect("it listens");
    stream.write_all(request.replace("PORT", port).as_bytes()).expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("answered");
    answer
}

#[test]
fn a_browser_and_programs_are_served() {
    let mut server =
        factlint(&["serve", "--no-config", "--port", "0"]).stdout(Stdio::piped()).spawn().expect("it runs");
    let mut line = String::new();
    BufReader::new(server.stdout.take().expect("a pipe")).read_line(&mut line).expect("it says where");
    let port = line.trim().trim_end_matches('/').rsplit(':').next().expect("a port").to_owned();
    let rest = "Connection: close\r\n\r\n";
    let page = asked(&port, &format!("GET / HTTP/1.1\r\nHost: localhost:PORT\r\n{rest}"));
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("default-src 'none'"), "{}", &page[..300]);
    let body = "text=Rescuers+found+the+nine+seven+sailors.&language=en-US";
    let check =
        format!("POST /v2/check HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: {}\r\n", body.len());
    let found = asked(&port, &format!("{check}{rest}{body}"));
    assert!(found.contains(r#""offset":19,"#) && found.contains("count.adjacent"), "{found}");
    let strange = asked(&port, &format!("{check}Origin: https://evil.example\r\n{rest}{body}"));
    assert!(strange.starts_with("HTTP/1.1 403") && strange.contains("--allow-origin"), "{strange}");
    let rebound = asked(&port, &format!("GET / HTTP/1.1\r\nHost: evil.example:PORT\r\n{rest}"));
    assert!(rebound.starts_with("HTTP/1.1 403"), "{rebound}");
    server.kill().expect("stopped");
    server.wait().expect("ended");
}

#[test]
fn other_computers_need_a_token() {
    let folder = Folder::new(&[("short", "secret\n")]);
    for (arguments, said) in [
        (vec!["serve", "--bind", "0.0.0.0"], "--token-file"),
        (vec!["serve", "--token-file", "nowhere"], "nowhere: "),
        (vec!["serve", "--allow-origin", "https://cms.example/"], "without a path"),
    ] {
        let output = run(&[&arguments[..], &["--no-config", "--port", "0"]].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr(&output).contains(said), "{}", stderr(&output));
    }
    let short = folder.path("short").display().to_string();
    let output = run(&["serve", "--token-file", &short, "--port", "0", "--no-config"]);
    assert!(stderr(&output).contains("at least 16"), "{}", stderr(&output));
}
