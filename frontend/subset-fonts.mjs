// Cuts Sofia Sans down to the letters the pages use.
//
// Usage: node subset-fonts.mjs OUT_DIR < letters.txt
//
// Every letter goes to the one file whose `unicode-range` in style/base.css
// covers it: Cyrillic and № to the Cyrillic file, all others to the Latin one.
// Prints the letters neither font draws; the browser takes them from a
// fallback font.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import subset from "subset-font";

const require = createRequire(import.meta.url);
const fontsource = dirname(require.resolve("@fontsource-variable/sofia-sans/package.json"));
const metadata = JSON.parse(await readFile(join(fontsource, "unicode.json"), "utf8"));

// Kerning, Bulgarian letter forms, figures of one width, composed accents.
const keepFeatures = ["kern", "locl", "tnum"];
// The weights the style sheet uses; everything outside is not shipped.
const variationAxes = { wght: { min: 400, max: 800 } };

const isCyrillic = (letter) => /[\u0301\u0400-\u052f\u2116]/u.test(letter);

const covers = (ranges) => {
  const spans = ranges.split(",").map((range) => {
    const [first, last] = range.replace("U+", "").split("-");
    return [parseInt(first, 16), parseInt(last ?? first, 16)];
  });
  return (letter) => {
    const point = letter.codePointAt(0);
    return spans.some(([first, last]) => first <= point && point <= last);
  };
};

const outDir = process.argv[2];
let letters = "";
for await (const chunk of process.stdin.setEncoding("utf8")) letters += chunk;
const wanted = [...new Set(letters)].filter((letter) => letter >= " ").sort();

await mkdir(outDir, { recursive: true });
const missing = [];
for (const script of ["cyrillic", "latin"]) {
  const drawn = covers(metadata[script]);
  const mine = wanted.filter((letter) => isCyrillic(letter) === (script === "cyrillic"));
  missing.push(...mine.filter((letter) => !drawn(letter)));
  const source = await readFile(join(fontsource, "files", `sofia-sans-${script}-wght-normal.woff2`));
  const font = await subset(source, mine.filter(drawn).join(""), {
    targetFormat: "woff2",
    keepFeatures,
    variationAxes,
    noHinting: true,
  });
  await writeFile(join(outDir, `sofia-sans-${script}.woff2`), font);
}
if (missing.length > 0) console.log(missing.join(" "));
