#![no_main]

factlint_fuzz::target!("csv");
