"""Articles of the tests, and a rule of a house."""

FERRY = """\
Ten sailors rescued as ferry loses power off Gozo

Source: Harbour Gazette

Tuesday, 12 March 2024

Eight sailors were rescued on Monday night when the ferry Santa Rita lost power. The alarm was raised on Monday, 12 March.

Of the the three tugs that were sent, only one could be used, Karl Vella said.
"""
SLIP = "Rescuers found the nine seven sailors at dawn."
CLEAN = "Rescuers found nine sailors at dawn."
HOUSE = """\
[[rule]]
id = "house.share"
severity = "warning"
summary = "A percentage of more than 100"
why = "A part is never more than the whole of it."
message = "{share} is more than the whole"
select.share = { fact = "percent", form = "share", value = { min = 100.01 } }
forbid = { of = "share" }

[[rule.fires]]
text = "«120 per cent» of the voters chose Karl Vella."

[[rule.silent]]
text = "Every one of the voters, 100 per cent, chose Karl Vella."
because = "a whole is no more than itself"
"""
SHARE = "The clerk said that 120 per cent of the voters chose Karl Vella."
