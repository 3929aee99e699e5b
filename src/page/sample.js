"use strict";
// A short article with slips, to see what the page does.
((page) => {
  page.sample = `Eleven rescued as supply boat runs aground off Qormi Point

Tuesday, 13 March 2024

Nine people were rescued on Monday night when the supply boat Santa Rita ran aground off Qormi Point. The owner put the damage at €1.2 million.

Three of the the crew were taken to hospital. “We were lucky with the tide,” said the mate, Karl Vella, 44.

The boat left Marsa at 18.40 on 31 November 2023 and had been due at Gozo by eight. The price of diesel rose from €1.80 to €1.60 a litre over the winter.

The harbour board met for two hours on Wednesday and voted for a new light on the point. Vella, 46, told the board that he had seen no light.
`;
})(globalThis.factlint ??= {});
