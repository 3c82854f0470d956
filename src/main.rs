//! The `showcase` program: parse, run, exit code; nothing else.

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
