// What pdf.js, and so Firefox, takes out of PDFs: npm install pdfjs-dist && node tests/bench/pdfjs.mjs FILE.pdf...
import { readFileSync } from "node:fs";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

for (const path of process.argv.slice(2)) {
  const pdf = await getDocument({ data: new Uint8Array(readFileSync(path)), verbosity: 0 }).promise;
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    console.log(items.map((item) => item.str + (item.hasEOL ? "\n" : "")).join(""));
  }
}
