// Draws icon.png: a page with a line marked and a tick under it. Run it with "npm run icon".
import { writeFileSync } from "node:fs";
import { deflateSync } from "node:zlib";

const SIZE = 256;
const FINE = 4; // Points a side that are looked at in each pixel.

const blue = [31, 58, 95];
const paper = [250, 248, 243];
const ink = [164, 172, 184];
const red = [214, 64, 54];
const green = [43, 138, 88];

/** Whether a point is in a rectangle with round corners. */
const box = (x, y, left, top, right, bottom, round) => {
  const dx = Math.max(left + round - x, x - (right - round), 0);
  const dy = Math.max(top + round - y, y - (bottom - round), 0);
  return Math.hypot(dx, dy) <= round;
};
/** How far a point is from a stroke. */
const far = (x, y, [x1, y1], [x2, y2]) => {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const along = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
};

/** The colour at a point; undefined is none. */
function colour(x, y) {
  const tick = Math.min(far(x, y, [142, 186], [164, 208]), far(x, y, [164, 208], [206, 156]));
  if (tick < 10) return green;
  if (tick < 18) return paper;
  for (const [line, right] of [[72, 188], [136, 188], [164, 124], [192, 116]]) {
    if (box(x, y, 68, line - 5, right, line + 5, 5)) return ink;
  }
  if (box(x, y, 68, 95, 150, 105, 5)) return blue;
  if (x > 68 && x < 150 && Math.abs(y - 117 - 4 * Math.sin((x - 68) / 4.35)) < 4) return red;
  if (box(x, y, 44, 36, 212, 222, 10)) return paper;
  return box(x, y, 0, 0, SIZE, SIZE, 44) ? blue : undefined;
}

const rows = [];
for (let y = 0; y < SIZE; y += 1) {
  rows.push(0); // The row is not filtered.
  for (let x = 0; x < SIZE; x += 1) {
    const sum = [0, 0, 0];
    let seen = 0;
    for (let point = 0; point < FINE * FINE; point += 1) {
      const at = colour(x + ((point % FINE) + 0.5) / FINE, y + (Math.floor(point / FINE) + 0.5) / FINE);
      if (at) {
        seen += 1;
        at.forEach((value, part) => (sum[part] += value));
      }
    }
    rows.push(...sum.map((value) => Math.round(value / (seen || 1))), Math.round((255 * seen) / (FINE * FINE)));
  }
}

const table = Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit += 1) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n >>> 0;
});
const crc = (bytes) => {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = table[(sum ^ byte) & 255] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
};
const number = (value) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const chunk = (name, data) => {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  return Buffer.concat([number(data.length), body, number(crc(body))]);
};
writeFileSync(
  new URL("icon.png", import.meta.url),
  Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", Buffer.concat([number(SIZE), number(SIZE), Buffer.from([8, 6, 0, 0, 0])])),
    chunk("IDAT", deflateSync(Buffer.from(rows), { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]),
);
