//! The factlint binary: parses arguments, calls the library, returns the exit code.

fn main() -> std::process::ExitCode {
    factlint::cli::run()
}
