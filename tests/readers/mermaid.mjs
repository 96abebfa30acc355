// Reads Mermaid's source on standard input with Mermaid's own parser; prints what it found as JSON.
// usage: node mermaid.mjs FOLDER (which holds node_modules with mermaid and jsdom)
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { readFileSync } from "node:fs";

const require = createRequire(`${process.argv[2]}/`);
const { JSDOM } = await import(pathToFileURL(require.resolve("jsdom")));
const { window } = new JSDOM("<body></body>");
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import(pathToFileURL(require.resolve("mermaid")));
const source = readFileSync(0, "utf8");
await mermaid.parse(source);
const { db } = await mermaid.mermaidAPI.getDiagramFromText(source);
// The parser leaves Mermaid's codes as marks of its own, which drawing turns into HTML's, and a browser into signs.
const shown = (text) => {
  const area = window.document.createElement("textarea");
  area.innerHTML = text.replace(/ﬂ°°/g, "&#").replace(/ﬂ°/g, "&").replace(/¶ß/g, ";");
  return area.value;
};
const nodes = [...db.getVertices().values()].map((it) => [it.id, shown(it.text)]);
const edges = db.getEdges().map((it) => [it.start, it.end, shown(it.text), it.stroke === "dotted"]);
console.log(JSON.stringify({ nodes, edges }));
