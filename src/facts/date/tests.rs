use crate::facts::testing::{hold, none};
use crate::facts::{Key, Kind};

#[test]
fn days_months_and_years() {
    hold(
        Kind::Date,
        &[Key::Year, Key::Month, Key::Day, Key::Precision],
        &[
            ("The dam was opened on 3 July 2024.", &["3 July 2024 year=2024 month=7 day=3 precision=day"]),
            (
                "The dam was opened on July 3rd, 2024.",
                &["July 3rd, 2024 year=2024 month=7 day=3 precision=day"],
            ),
            ("It was the 3rd of July in Oslo.", &["3rd of July month=7 day=3 precision=day"]),
            ("The file is dated 2024-07-03.", &["2024-07-03 year=2024 month=7 day=3 precision=day"]),
            ("Whales pass in March.", &["March month=3 precision=month"]),
            ("The loan ends in March 2031.", &["March 2031 year=2031 month=3 precision=month"]),
            ("The quarry closed in 1987.", &["1987 year=1987 precision=year"]),
            (
                "Prices rose in the first quarter of 2024.",
                &["first quarter of 2024 year=2024 precision=quarter"],
            ),
            ("Output fell in Q3 2023.", &["Q3 2023 year=2023 precision=quarter"]),
            ("The comet came in the summer of 2023.", &["summer of 2023 year=2023 precision=season"]),
            ("The style is of the 1990s.", &["1990s precision=decade"]),
            ("The choir sang on Monday.", &["Monday precision=weekday"]),
            ("The choir sang last week.", &["last week precision=relative"]),
            ("Two days later the ice broke.", &["Two days later precision=relative"]),
            ("A year ago the ice broke.", &["A year ago precision=relative"]),
        ],
    );
}

#[test]
fn first_and_last_days() {
    hold(
        Kind::Date,
        &[Key::Range, Key::First, Key::Last],
        &[
            ("The fair ran 11-14 March 2022.", &["11-14 March 2022 range=true first=20220311 last=20220314"]),
            (
                "Snow fell from 28 February to 2 March 2024.",
                &["28 February to 2 March 2024 range=true first=20240228 last=20240302"],
            ),
            (
                "Snow fell from 28 December to 2 January 2024.",
                &["28 December to 2 January 2024 range=true first=20231228 last=20240102"],
            ),
            ("He taught there from 2019 to 2022.", &["2019 to 2022 range=true first=20190101 last=20221231"]),
            ("He taught there in May 2020.", &["May 2020 first=20200501 last=20200531"]),
            ("The store opens Monday to Friday.", &["Monday to Friday range=true"]),
            (
                "The term was moved from 2013 to 2010.",
                &["2013 first=20130101 last=20131231", "2010 first=20100101 last=20101231"],
            ),
        ],
    );
}

#[test]
fn dates_in_numbers() {
    hold(
        Kind::Date,
        &[Key::Month, Key::Day, Key::Ambiguous, Key::Form],
        &[
            ("The invoice is of 25/12/2024.", &["25/12/2024 month=12 day=25 form=numeric"]),
            ("The invoice is of 12/25/2024.", &["12/25/2024 month=12 day=25 form=numeric"]),
            ("The invoice is of 25.12.2024.", &["25.12.2024 month=12 day=25 form=numeric"]),
            ("The invoice is of 03/04/2024.", &["03/04/2024 month=4 day=3 ambiguous=true form=numeric"]),
            ("The invoice is of 05/05/2024.", &["05/05/2024 month=5 day=5 form=numeric"]),
        ],
    );
}

#[test]
fn weekdays_and_days_that_do_not_exist() {
    hold(
        Kind::Date,
        &[Key::Weekday, Key::CalendarWeekday, Key::Valid],
        &[
            (
                "The pool opens on Tuesday, 12 March 2024.",
                &["Tuesday, 12 March 2024 weekday=Tuesday calendar-weekday=Tuesday valid=true"],
            ),
            (
                "The pool opens on Friday, 12 March 2024.",
                &["Friday, 12 March 2024 weekday=Friday calendar-weekday=Tuesday valid=true"],
            ),
            ("The pool opens on 31 June 2024.", &["31 June 2024"]),
            (
                "The pool opens on 29 February 2024.",
                &["29 February 2024 calendar-weekday=Thursday valid=true"],
            ),
            ("The pool opens on 29 February 2023.", &["29 February 2023"]),
        ],
    );
}

#[test]
fn where_a_missing_year_comes_from() {
    hold(
        Kind::Date,
        &[Key::Year, Key::Resolved, Key::Timing],
        &[
            (
                "The strike ran from 3 March and ended on 20 August 2021.",
                &["3 March year=2021 resolved=sentence", "20 August 2021 year=2021 resolved=text"],
            ),
            (
                "Mill reopens\n\n8 January 2024\n\nThe mill burnt on 28 December. It reopens on 3 February.",
                &[
                    "8 January 2024 year=2024 resolved=text timing=same",
                    "28 December year=2023 resolved=dateline timing=past",
                    "3 February year=2024 resolved=dateline timing=future",
                ],
            ),
            (
                "It rained on 5 May 2019. Farmers still speak of 5 May.",
                &["5 May 2019 year=2019 resolved=text", "5 May year=2019 resolved=article"],
            ),
            ("It rained on 5 May.", &["5 May resolved=nothing"]),
        ],
    );
}

#[test]
fn numbers_and_names_that_are_no_date() {
    none(
        Kind::Date,
        &[
            "The march may be long.",
            "The Sunday Courier ran the story.",
            "The library lent 2,024 books.",
            "The library lent 2024 books.",
            "Sun and wind dried the clay.",
            "The version is 3.4.",
            "The street has house 1850 and no other.",
        ],
    );
}
