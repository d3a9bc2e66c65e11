// Makes the fonts of the image cards, which the server draws itself: Sofia Sans
// in two weights, as TrueType, with ASCII, the Bulgarian alphabet and the signs
// that texts use. Its output is kept in the repository, because the server has
// it built in; run it again when a card needs another letter.
//
// Usage: node frontend/card-fonts.mjs   (after npm ci in frontend/)
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import subset from "subset-font";

const require = createRequire(import.meta.url);
const fontsource = dirname(require.resolve("@fontsource-variable/sofia-sans/package.json"));
const outDir = join(dirname(fileURLToPath(import.meta.url)), "../app/src/card/fonts");

const range = (first, last) =>
  Array.from({ length: last.codePointAt(0) - first.codePointAt(0) + 1 }, (_, at) => String.fromCodePoint(first.codePointAt(0) + at)).join("");
const letters = { latin: `${range(" ", "~")}\u00a0„“”‘’‚«»–—…€·×−§°`, cyrillic: `${range("А", "я")}ѝЍ№` };

await mkdir(outDir, { recursive: true });
for (const [script, wanted] of Object.entries(letters)) {
  const source = await readFile(join(fontsource, "files", `sofia-sans-${script}-wght-normal.woff2`));
  for (const weight of [400, 700]) {
    const font = await subset(source, wanted, { targetFormat: "truetype", keepFeatures: ["kern", "tnum"], variationAxes: { wght: weight }, noHinting: true });
    await writeFile(join(outDir, `sofia-sans-${script}-${weight}.ttf`), font);
  }
}
await copyFile(join(fontsource, "LICENSE"), join(outDir, "OFL.txt"));
