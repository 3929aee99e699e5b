#![no_main]

factlint_fuzz::target!("tsv");
