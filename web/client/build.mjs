// Bundles the dashboard's script and style into ../wwwroot/dist, each file named by its content, and writes
// manifest.json, which says what each entry became. The pages read it to link to today's files.
import { build } from "esbuild";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const dist = path.resolve(here, "../wwwroot/dist");

rmSync(dist, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: here,
  // A page is a file of src itself; what pages share lies in folders.
  entryPoints: [...readdirSync(path.join(here, "src")).filter((name) => name.endsWith(".ts")).map((name) => `src/${name}`), "styles/app.css"],
  outdir: dist,
  entryNames: "[name]-[hash]",
  chunkNames: "shared-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["es2022"],
  minify: true,
  legalComments: "eof",
  metafile: true,
  logLevel: "warning",
});

const manifest = {};
const nameOf = (output) => path.basename(output);
for (const [output, { entryPoint, imports, bytes }] of Object.entries(metafile.outputs)) {
  const file = path.join(dist, nameOf(output));
  const content = readFileSync(file);
  const gzip = gzipSync(content, { level: 9 });
  writeFileSync(`${file}.gz`, gzip);
  writeFileSync(`${file}.br`, brotliCompressSync(content));
  console.log(`${nameOf(output).padEnd(28)} ${String(bytes).padStart(7)} B ${String(gzip.length).padStart(7)} B gzip`);
  if (!entryPoint) continue;
  const entry = path.basename(entryPoint).replace(/\.ts$/, ".js");
  manifest[entry] = { file: nameOf(output), imports: imports.filter(({ kind }) => kind === "import-statement").map((each) => nameOf(each.path)) };
}
writeFileSync(path.join(dist, "manifest.json"), JSON.stringify(manifest, null, 2));
